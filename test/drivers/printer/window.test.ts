/** What a printer's buffer is believed to hold, on a fake clock. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SendWindow } from '../../../drivers/printer/session/window.ts';

const half = 512;
const time = { wireMs: 100, paperMs: 400 };

let window: SendWindow;
beforeEach(() => {
  vi.useFakeTimers();
  window = new SendWindow(2 * half);
});
afterEach(() => {
  window.clear();
  vi.useRealTimers();
});

it('counts the way over the wire, and then the paper of all that came before', () => {
  window.addTimed(half, time);
  window.addTimed(half, time);
  vi.advanceTimersByTime(499);
  expect(window.hasRoom(1)).toBe(false);
  vi.advanceTimersByTime(1);
  expect([window.hasRoom(half), window.hasRoom(half + 1)]).toEqual([true, false]);
  vi.advanceTimersByTime(399);
  expect(window.hasRoom(half + 1)).toBe(false);
  vi.advanceTimersByTime(1);
  expect(window.hasRoom(2 * half)).toBe(true);
});

it('leaves the decision to the answers as soon as there has been one', () => {
  window.addAsked(half, time, 1000);
  window.addAsked(half, time, 1000);
  expect(window.owesAnswer).toBe(false);
  window.answered();
  expect([window.owesAnswer, window.hasRoom(half)]).toEqual([true, true]);
  window.addAsked(half, time, 1000);
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(60_000);
  expect(window.hasRoom(1)).toBe(false);
  window.answered();
  expect([window.hasRoom(half), window.hasRoom(half + 1)]).toEqual([true, false]);
  window.answered();
  expect([window.owesAnswer, window.hasRoom(2 * half)]).toEqual([false, true]);
});

it('asks no more when the first answer does not come, until it does', () => {
  window.addAsked(half, time, 1000);
  window.addAsked(half, time, 1000);
  vi.advanceTimersByTime(1499);
  expect([window.mayAsk, window.hasRoom(1)]).toEqual([true, false]);
  vi.advanceTimersByTime(1);
  expect([window.mayAsk, window.owesAnswer, window.hasRoom(half)]).toEqual([false, false, true]);
  // Late: it says nothing about the second part.
  window.addTimed(half, { wireMs: 0, paperMs: 5000 });
  window.answered();
  expect([window.mayAsk, window.owesAnswer, window.hasRoom(1)]).toEqual([true, true, false]);
  window.answered();
  expect([window.hasRoom(half), window.hasRoom(half + 1)]).toEqual([true, false]);
});

it('knows nothing of another printer', () => {
  window.addAsked(half, time, 1000);
  window.answered();
  window.forgetHabit();
  window.addAsked(half, time, 1000);
  vi.advanceTimersByTime(1500);
  expect([window.mayAsk, window.hasRoom(2 * half)]).toEqual([false, true]);
});
