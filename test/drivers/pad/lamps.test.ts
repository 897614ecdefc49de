import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Lamps } from '../../../drivers/pad/lamps.ts';
import { buttonsOnly } from '../../../drivers/pad/wiring.ts';

const wiring = { buttons: [2], lights: { armed: 11, thanks: 12 }, buzzer: 3 };

describe('lamps', () => {
  let switched: string[];
  let lamps: Lamps;
  let startMs: number;
  beforeEach(() => {
    vi.useFakeTimers();
    switched = [];
    startMs = performance.now();
    const note = (pin: number, isHigh: boolean) =>
      void switched.push(`${performance.now() - startMs}: ${pin}${isHigh ? '+' : '-'}`);
    lamps = new Lamps(wiring, 2000, note);
  });
  afterEach(() => {
    lamps.end();
    const timersLeft = vi.getTimerCount();
    vi.useRealTimers();
    if (timersLeft > 0) throw new Error(`${timersLeft} timers are left`);
  });

  it('switch the light that asks, once for each change', () => {
    lamps.setArmed(false);
    lamps.setArmed(true);
    lamps.setArmed(true);
    lamps.setArmed(false);
    expect(switched).toEqual(['0: 11+', '0: 11-']);
  });

  it('thank for 2 s, with one short sound', () => {
    lamps.thank();
    vi.advanceTimersByTime(60_000);
    expect(switched).toEqual(['0: 12+', '0: 3+', '120: 3-', '2000: 12-']);
  });

  it('thank from anew when there is another one to thank', () => {
    lamps.thank();
    vi.advanceTimersByTime(1500);
    lamps.thank();
    vi.advanceTimersByTime(60_000);
    expect(switched).toEqual(['0: 12+', '0: 3+', '120: 3-', '1500: 3+', '1620: 3-', '3500: 12-']);
  });

  it('refuse with two short sounds', () => {
    lamps.refuse();
    vi.advanceTimersByTime(60_000);
    expect(switched).toEqual(['0: 3+', '120: 3-', '210: 3+', '330: 3-']);
  });

  it('sound one thing at a time, and end in silence', () => {
    lamps.refuse();
    vi.advanceTimersByTime(150);
    lamps.thank();
    vi.advanceTimersByTime(50);
    lamps.refuse();
    vi.advanceTimersByTime(60_000);
    expect(switched.filter((text) => text.includes(' 3'))).toEqual([
      '0: 3+',
      '120: 3-',
      '150: 3+',
      '320: 3-',
      '410: 3+',
      '530: 3-',
    ]);
  });

  it('are restored as they should be by now', () => {
    lamps.setArmed(true);
    lamps.thank();
    vi.advanceTimersByTime(1000);
    switched.splice(0);
    lamps.restore();
    vi.advanceTimersByTime(60_000);
    lamps.restore();
    expect(switched).toEqual(['1000: 11+', '1000: 12+', '2000: 12-', '61000: 11+']);
  });

  it('switch nothing where there is nothing', () => {
    const none = new Lamps(buttonsOnly([2]), 2000, () => expect.unreachable());
    none.setArmed(true);
    none.thank();
    none.refuse();
    none.restore();
    expect(vi.getTimerCount()).toBe(0);
  });
});
