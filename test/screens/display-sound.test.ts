/** What a television sounds: each call once, none cut, nothing old, and a chime where there is no voice. */
import { silence } from '../../drivers/speaker/sound/pcm.ts';
import { encodeWav } from '../../drivers/speaker/sound/wav.ts';
import type { Page } from 'playwright-core';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { DisplaySound } from '../../firmware-host/messages/display.ts';
import type { DisplayView } from '../../firmware-host/messages/views.ts';
import { say, seen, stageForTests } from '../kiosk/support/stage.ts';
import { displayView, now } from '../kiosk/support/views.ts';

const stage = stageForTests();

/** Silence as long as a short call. */
const soundMs = 150;
const wav = () => Buffer.from(encodeWav(silence(soundMs)));

type Said = DisplaySound['said'][number];

const said = (position: number, change: Partial<Said> = {}): Said => ({
  position,
  at: now,
  about: `A${position}`,
  urgent: false,
  wav: `/api/v1/display/speech/${position}`,
  ...change,
});

const sounding = (list: readonly Said[], volume = 80): Partial<DisplayView> => ({
  sound: { volume, said: [...list] },
});

const show = (list: readonly Said[], volume?: number): void =>
  stage.host.show('display', displayView(sounding(list, volume)));

/** Shows it, and waits until the television has it: only then does silence say anything. */
async function taken(page: Page, list: readonly Said[], volume?: number): Promise<void> {
  const waitingTotal = 7000 + list.length;
  stage.host.show('display', displayView({ ...sounding(list, volume), waitingTotal }));
  await page.getByText(String(waitingTotal)).waitFor();
}

interface OpenOptions {
  readonly path?: string;
  /** Null where the lobby has no sound for televisions. */
  readonly before?: readonly Said[] | null;
  readonly status?: number;
}

/** A television, and the positions whose sound it has fetched. */
async function open({ path = '/display', before = [], status = 200 }: OpenOptions = {}): Promise<{
  readonly page: Page;
  readonly fetched: number[];
}> {
  if (before === null) stage.host.show('display', displayView());
  else show(before);
  const fetched: number[] = [];
  const page = await stage.open(path, { width: 1920, height: 1080 });
  await page.route('**/api/v1/display/speech/*', async (route) => {
    fetched.push(Number(route.request().url().split('/').at(-1)));
    await route.fulfill({ status, contentType: 'audio/wav', body: status === 200 ? wav() : '{}' });
  });
  onTestFinished(() => page.unrouteAll());
  await page.locator('.banner').waitFor();
  await page.evaluate(listen);
  await page.keyboard.press('Shift');
  return { page, fetched };
}

/** In the page: writes down what begins to sound and what has come to its end. */
const listen = `{
  const log = (globalThis.heard = []);
  for (const [name, kind] of [['sound', AudioBufferSourceNode], ['tone', OscillatorNode]]) {
    const { start } = kind.prototype;
    kind.prototype.start = function (...when) {
      log.push(name + ' begins');
      this.addEventListener('ended', () => log.push(name + ' ends'));
      return start.apply(this, when);
    };
  }
}`;

/** In the page: a browser that lets nothing be heard until a key was pressed. The one that runs tests takes them for a touch. */
const refuse = `{
  let isTouched = false;
  addEventListener('keydown', () => (isTouched = true), { capture: true });
  globalThis.AudioContext = class extends AudioContext {
    get state() {
      return isTouched ? super.state : 'suspended';
    }
    resume() {
      return isTouched ? super.resume() : new Promise(() => undefined);
    }
  };
}`;

const heard = (page: Page): Promise<string[]> => page.evaluate('globalThis.heard');
const sounds = (count: number): string[] =>
  Array.from({ length: count }, () => ['sound begins', 'sound ends']).flat();

/** Waits until so much has begun and ended, and gives what it was. */
async function heardOf(page: Page, count: number): Promise<string[]> {
  await vi.waitUntil(async () => (await heard(page)).length >= count, { interval: 30, timeout: 8000 });
  return heard(page);
}

const mute = say('zh-CN', 'display.mute');

describe('the queue', () => {
  test('sounds calls one after the other, in their order, and none is cut', async () => {
    const { page, fetched } = await open();
    show([said(1)]);
    show([said(1), said(2)]);
    show([said(1), said(2), said(3)]);
    expect(await heardOf(page, 6)).toEqual(sounds(3));
    expect(fetched).toEqual([1, 2, 3]);
  });

  test('sounds nothing that was there before, and nothing twice', async () => {
    const { page, fetched } = await open({ before: [said(1), said(2)] });
    show([said(1), said(2)]);
    show([said(1), said(2), said(3)]);
    expect(await heardOf(page, 2)).toEqual(sounds(1));
    show([said(2), said(3)]);
    stage.host.away();
    await page.locator('.header .mute').waitFor();
    show([said(3), said(4)]);
    stage.host.back();
    expect(await heardOf(page, 4)).toEqual(sounds(2));
    expect(fetched).toEqual([3, 4]);
  });

  test('leaves out what was called while the line was broken, unless it was just now', async () => {
    const { page, fetched } = await open();
    const minuteAgo = new Date(Date.parse(now) - 60_000).toISOString();
    show([said(1, { at: minuteAgo }), said(2)]);
    expect(await heardOf(page, 2)).toEqual(sounds(1));
    expect(fetched).toEqual([2]);
  });

  test('a number that is called again takes the place of its call that waits', async () => {
    const { page, fetched } = await open();
    show([said(1)]);
    show([said(1), said(2, { about: 'B001' }), said(3), said(4, { about: 'B001' })]);
    expect(await heardOf(page, 6)).toEqual(sounds(3));
    expect(fetched).toEqual([1, 4, 3]);
  });

  test('what is urgent is heard next, and alone; of too many calls the latest are', async () => {
    const { page, fetched } = await open();
    const many = Array.from({ length: 9 }, (_, index) => said(index + 1));
    show(many);
    expect(await heardOf(page, 12)).toEqual(sounds(6));
    expect(fetched).toEqual([4, 5, 6, 7, 8, 9]);
    show([said(11)]);
    show([said(11), said(12), said(13, { urgent: true, about: 'evacuation' })]);
    expect(await heardOf(page, 16)).toEqual(sounds(8));
    expect(fetched.slice(6)).toEqual([11, 13]);
  });
});

describe('without words', () => {
  test('a call whose sound the host does not have is chimed', async () => {
    const { page } = await open({ status: 503 });
    show([said(1)]);
    expect(await heardOf(page, 4)).toEqual(['tone begins', 'tone begins', 'tone ends', 'tone ends']);
  });

  test.each([
    ['a television that is silenced', { path: '/display?sound=off' }, 80],
    ['a volume of nothing', {}, 0],
  ])('%s says nothing, and no sign about it', async (_name, options, volume) => {
    const { page, fetched } = await open(options);
    await taken(page, [said(1)], volume);
    await taken(page, [said(1), said(2)], volume);
    await page.clock.runFor(2000);
    expect(await heard(page)).toEqual([]);
    expect(fetched).toEqual([]);
    expect(await page.getByText(mute).count()).toBe(0);
  });

  test('a browser that wants a touch first has a small sign until it has one, and keeps no call for later', async () => {
    const { page, fetched } = await open({ before: null });
    await page.evaluate(refuse);
    show([]);
    expect(await seen(page.getByText(mute))).toBe(true);
    await taken(page, [said(1)]);
    await page.clock.runFor(2000);
    expect(fetched).toEqual([]);
    await page.keyboard.press('Shift');
    await page.getByText(mute).waitFor({ state: 'detached' });
    show([said(1), said(2)]);
    expect(await heardOf(page, 2)).toEqual(sounds(1));
    expect(fetched).toEqual([2]);
  });
});
