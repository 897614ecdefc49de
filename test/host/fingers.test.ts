/** Fingers on simulated pads: none stays on a button when the page that put it there has gone. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FirmataSimulator } from '../../drivers/pad/firmata/simulator.ts';
import { buttonsOnly } from '../../drivers/pad/wiring.ts';
import { Fingers } from '../../firmware-host/lab/fingers.ts';

let pad: FirmataSimulator;
let fingers: Fingers;
beforeEach(() => {
  vi.useFakeTimers();
  pad = new FirmataSimulator(buttonsOnly([2, 3]));
  fingers = new Fingers();
});
afterEach(() => void vi.useRealTimers());

it('goes up by itself after 5 s', () => {
  fingers.move(pad, 1, true);
  vi.advanceTimersByTime(4999);
  expect(pad.buttons).toEqual([false, true]);
  vi.advanceTimersByTime(1);
  expect(pad.buttons).toEqual([false, false]);
});

it('stays for as long as it is put down anew', () => {
  fingers.move(pad, 0, true);
  vi.advanceTimersByTime(4000);
  fingers.move(pad, 0, true);
  vi.advanceTimersByTime(4000);
  expect(pad.buttons).toEqual([true, false]);
  vi.advanceTimersByTime(1000);
  expect(pad.buttons).toEqual([false, false]);
});

it('lifted in time, leaves the next press alone', () => {
  fingers.move(pad, 0, true);
  fingers.move(pad, 0, false);
  vi.advanceTimersByTime(4000);
  pad.setButton(0, true);
  vi.advanceTimersByTime(4000);
  expect(pad.buttons).toEqual([true, false]);
});

it('leaves no timer behind when the host ends', () => {
  fingers.move(pad, 0, true);
  fingers.move(pad, 1, true);
  fingers.close();
  expect(vi.getTimerCount()).toBe(0);
});
