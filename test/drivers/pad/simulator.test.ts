import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PadSimulator } from '../../../drivers/pad/firmata/simulator.ts';

describe('simulated pad', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('has buttons that a finger moves, at its own pace', () => {
    const pad = new PadSimulator([2, 3], { pace: 2 });
    let changes = 0;
    pad.onChange(() => (changes += 1));
    pad.tap(1);
    expect(pad.buttons).toEqual([false, true]);
    vi.advanceTimersByTime(159);
    expect(pad.buttons).toEqual([false, true]);
    vi.advanceTimersByTime(1);
    expect(pad.buttons).toEqual([false, false]);
    expect(changes).toBe(2);
  });

  it('keeps a button down that is held after a tap', () => {
    const pad = new PadSimulator([2]);
    pad.tap(0);
    pad.setButton(0, true);
    vi.advanceTimersByTime(1000);
    expect(pad.buttons).toEqual([true]);
  });

  it('has buttons that stick, whatever is done to them', () => {
    const pad = new PadSimulator([2, 3]);
    pad.setFaults({ stuck: 0 });
    pad.setButton(0, false);
    expect(pad.buttons).toEqual([true, false]);
    pad.setFaults({ stuck: null });
    expect(pad.buttons).toEqual([false, false]);
  });

  it('tells of its plug', () => {
    const pad = new PadSimulator([2]);
    const plugs: boolean[] = [];
    pad.onPlugged((plugged) => plugs.push(plugged));
    pad.setFaults({ cableCut: true });
    pad.setFaults({ hung: true });
    expect(pad.plugged).toBe(false);
    pad.setFaults({ cableCut: false });
    expect(plugs).toEqual([false, true]);
  });

  it('has no other buttons', () => {
    const pad = new PadSimulator([2]);
    expect(() => pad.setButton(1, true)).toThrow(RangeError);
    expect(() => pad.tap(-1)).toThrow('there is no button -1');
  });
});
