/** The lab fits its screen: in every language, at every size that people have, with everything broken or nothing there. */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { languages } from '../../config/texts/texts.ts';
import type {
  LabView,
  SimulatedBoardView,
  SimulatedPadView,
  SimulatedPrinterView,
} from '../../firmware-host/messages/lab.ts';
import { boardView, counterBoard, everyBoard } from '../kiosk/support/board-view.ts';
import { deviceOf, lost } from '../support/device-view.ts';
import {
  centreView,
  deed,
  labView,
  litPad,
  padView,
  parkedEvent,
  printerView,
} from '../kiosk/support/lab-view.ts';
import { openLab } from '../kiosk/support/open-lab.ts';
import { say, seen, stageForTests } from '../kiosk/support/stage.ts';
import { now } from '../kiosk/support/views.ts';

const stage = stageForTests();

const allPrinterFaults: SimulatedPrinterView['faults'] = {
  paperOut: true,
  nearEnd: true,
  coverOpen: true,
  cutterJam: true,
  printerError: true,
  garbage: true,
  xoff: true,
  cableCut: true,
  hung: true,
};
const allBoardFaults: SimulatedBoardView['faults'] = {
  cableCut: true,
  hung: true,
  mute: true,
  refusing: true,
  lossy: true,
  wrongBaud: true,
};
const allPads: SimulatedPadView['faults'] = {
  cableCut: true,
  hung: true,
  stuck: 4,
  chatter: true,
  garbage: true,
};
const ready = { printer: printerView(), board: boardView(), pads: labView().pads };

/** Everything that has something to say says it. */
const broken: Partial<LabView> = {
  printers: [
    printerView({
      device: { ...ready.printer.device, state: 'degraded', problem: 'paper-out' },
      faults: allPrinterFaults,
    }),
  ],
  boards: [
    boardView({
      device: lost(ready.board.device, 'not-answering'),
      faults: allBoardFaults,
    }),
  ],
  pads: ready.pads.map((pad, place) =>
    place === 1 ? padView('2', { device: lost(pad.device), faults: allPads }) : { ...pad, faults: allPads },
  ),
  centre: centreView(
    { faults: { offline: true, slow: true, refusing: true }, missing: 3, unsigned: 12, repeated: 120 },
    {
      state: 'stopped',
      backlog: 4100,
      fault: 'connect ECONNREFUSED 127.0.0.1:8090',
      retryAt: now,
      parked: [parkedEvent],
    },
  ),
};

/** Boxes that are wider than they look, and words that are cut off. */
const tight = (page: Page): Promise<string[]> =>
  page
    .locator(
      '.head, .paper, .lights, .side, header, button, .act, .line, .group, .counts, .delivery, .keys, .who, .said, .word, .name, li',
    )
    .evaluateAll((parts) =>
      parts
        .filter((part) => part.clientWidth > 0 && part.scrollWidth > part.clientWidth)
        .map((part) => `${part.className} ${part.textContent.replaceAll(/\s+/g, ' ')}`),
    );

/** Between the letters of each service's name and the edges of its button, in pixels; and how many rows the buttons make. */
const plates = (page: Page): Promise<{ rows: number; room: number }> =>
  page.locator('.plates button').evaluateAll((all) => ({
    rows: new Set(all.map((one) => one.getBoundingClientRect().top)).size,
    room: Math.min(
      ...all.flatMap((one) => {
        const range = one.ownerDocument.createRange();
        range.selectNodeContents(one.querySelector('.name') ?? one);
        const [words, edge] = [range.getBoundingClientRect(), one.getBoundingClientRect()];
        const first = one.querySelector('.plate')?.getBoundingClientRect().right ?? edge.left;
        return [words.left - first + 2, edge.right - words.right];
      }),
    ),
  }));

const sizes = [
  [1440, 900],
  [1280, 720],
  [1920, 1080],
] as const;

const bottomOf = async (one: Locator): Promise<number> => {
  const box = await one.boundingBox();
  return (box?.y ?? Infinity) + (box?.height ?? 0);
};

/** The newest events and the pads are in sight, and no board stands out of its column. */
async function expectInSight(page: Page, height: number): Promise<void> {
  const lights = await page.locator('.lights').boundingBox();
  for (const panel of await page.locator('.panel > *').all()) {
    const box = await panel.boundingBox();
    expect(box?.x).toBeGreaterThan(lights?.x ?? Infinity);
    expect((box?.x ?? Infinity) + (box?.width ?? 0)).toBeLessThan((lights?.x ?? 0) + (lights?.width ?? 0));
  }
  expect(await bottomOf(page.locator('foyer-inbox li').nth(3))).toBeLessThanOrEqual(height);
  expect(await bottomOf(page.locator('foyer-pad').nth(3))).toBeLessThanOrEqual(height);
}

describe.each(languages)('%s', (locale) => {
  test.each(sizes)('at %i × %i, when all is well and with everything broken', async (width, height) => {
    const page = await openLab(stage, {}, { width, height, locale });
    await page.evaluate('document.fonts.ready');
    expect(await tight(page)).toEqual([]);
    const { rows, room } = await plates(page);
    expect(rows).toBe(2);
    expect(room).toBeGreaterThanOrEqual(6);
    await expectInSight(page, height);

    stage.host.show('lab', labView(broken));
    await page.locator('[role=switch][aria-checked=true]').first().waitFor();
    expect(await tight(page)).toEqual([]);
  });

  test.each(sizes)('at %i × %i, with boards of every kind, and all of them broken', async (width, height) => {
    const page = await openLab(stage, { boards: [...everyBoard] }, { width, height, locale });
    await page.evaluate('document.fonts.ready');
    expect(await tight(page)).toEqual([]);
    await expectInSight(page, height);
    // What has no room can be scrolled to.
    await page.locator('.boards .power').last().focus();
    expect(await bottomOf(page.locator('.boards .power').last())).toBeLessThanOrEqual(
      await bottomOf(page.locator('.boards')),
    );
    const boards = everyBoard.map((board) => ({
      ...board,
      device: lost(board.device, 'not-answering'),
      faults: allBoardFaults,
    }));
    stage.host.show('lab', labView({ ...broken, boards }));
    await page.locator('.wide [aria-checked=true]').first().waitFor();
    expect(await tight(page)).toEqual([]);
  });

  test.each([2, 4])(
    'at 1440 × 900 a main board, %i over counters and the pads need no scrolling',
    async (count) => {
      const boards = [boardView(), ...['1', '2', '3', '4'].slice(0, count).map((id) => counterBoard(id))];
      const page = await openLab(stage, { boards }, { width: 1440, height: 900, locale });
      await page.evaluate('document.fonts.ready');
      await expectInSight(page, 900);
      expect(await bottomOf(page.locator('.boards .panel').last())).toBeLessThanOrEqual(
        await bottomOf(page.locator('.boards')),
      );
    },
  );

  test('at 1440 × 900 the keys of an agent leave the pads of four counters in sight', async () => {
    const keys = litPad('1', {
      device: deviceOf('keys-1', 'pad'),
      lights: { armed: null, thanks: false },
      buttons: [deed('call-next'), deed('recall'), deed('finish'), deed('call-staff')],
    });
    const boards = [boardView(), ...['1', '2', '3', '4'].map((id) => counterBoard(id))];
    const page = await openLab(
      stage,
      { boards, pads: [...ready.pads, keys] },
      { width: 1440, height: 900, locale },
    );
    await page.evaluate('document.fonts.ready');
    expect(await tight(page)).toEqual([]);
    expect(await bottomOf(page.locator('foyer-pad').last())).toBeLessThanOrEqual(900);
  });

  test('at 1440 × 900 an ordinary ticket is seen whole, and the counters take what is left', async () => {
    const page = await openLab(stage, {}, { width: 1440, height: 900, locale });
    await page.locator('foyer-paper canvas[height="630"]').waitFor();
    const bottom = (what: string) => bottomOf(page.locator(what).last());
    expect(await bottom('foyer-paper')).toBeLessThanOrEqual(await bottom('.strips'));
    expect(await bottom('.seat')).toBeGreaterThan(880);
  });
});

test('with nothing configured every place says so', async () => {
  const page = await openLab(stage, { printers: [], boards: [], pads: [], counters: [], centre: null });
  const texts = [
    'lab.printers.none',
    'lab.boards.none',
    'lab.pads.none',
    'console.counters.none',
    'lab.centre.none',
  ] as const;
  for (const text of texts) await page.getByText(say('zh-CN', text)).waitFor();
  expect(await page.locator('[role=switch]').count()).toBe(0);
});

test('no events and no papers yet: the page says how to get some', async () => {
  const page = await openLab(stage, {
    printers: [printerView({ papers: [] })],
    centre: centreView({ events: [] }),
  });
  await page.getByText(say('zh-CN', 'lab.paper.none')).waitFor();
  expect(await seen(page.getByText(say('zh-CN', 'lab.inbox.none')))).toBe(true);
});
