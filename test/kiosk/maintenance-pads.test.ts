/** The technician's page about pads: where they lie, what sticks, what is on the wire, and what to do. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { languages, type Language } from '../../config/texts/texts.ts';
import type { DeviceReport } from '../../firmware-host/messages/devices.ts';
import { padPlace } from '../support/device-view.ts';
import { device, maintenanceView } from './support/maintenance-view.ts';
import { overflowing } from './support/overflowing.ts';
import { say, startStage, type Stage } from './support/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterEach(() => stage.clear());
afterAll(() => stage.close());

async function open(locale: Language, ...devices: DeviceReport[]): Promise<Page> {
  stage.host.show('maintenance', maintenanceView({ devices }));
  const page = await stage.open('/maintenance#devices', { width: 1280, height: 800, locale });
  await page.locator('.sum').waitFor();
  return page;
}

test.each(languages)('%s: two buttons that stick, and noise on the wire', async (locale) => {
  const page = await open(
    locale,
    device('pad', 'pad-2', {
      state: 'degraded',
      problem: 'stuck',
      pad: padPlace({ counter: '2', stuck: [2, 4], noiseBytes: 120 }),
    }),
  );
  const place = [
    say(locale, 'counter.name', { id: '2' }),
    say(locale, 'maintenance.pad.buttons', { count: 5 }),
  ].join(' · ');
  expect(await page.locator('.devices .place').innerText()).toBe(place);
  expect(await page.locator('.devices .stuck').allInnerTexts()).toEqual(
    [2, 4].map((button) => say(locale, 'maintenance.pad.stuck', { button })),
  );
  expect(await page.locator('.devices .noise').innerText()).toBe(
    say(locale, 'maintenance.pad.noise', { count: 120 }),
  );
  const matter = await page.locator('.matters > li').innerText();
  expect(matter).toContain(say(locale, 'maintenance.problem.stuck'));
  expect(matter).toContain(say(locale, 'warning.pad.stuck.visitors'));
  expect(matter).toContain(say(locale, 'warning.pad.stuck.foyer'));
  for (const button of [2, 4]) expect(matter).toContain(say(locale, 'lab.pad.button', { button }));
  expect(await page.locator('.steps li').count()).toBe(3);
  expect(await overflowing(page)).toEqual([]);
});

test('one that is well says where it lies, and nothing else', async () => {
  const page = await open('zh-CN', device('pad', 'pad-1'));
  expect(await page.locator('.devices .place').count()).toBe(1);
  expect(await page.locator('.devices .stuck, .devices .noise').count()).toBe(0);
  expect(await page.locator('.matters > li').count()).toBe(0);
});

test.each([
  ['wrong-device', 'warning.pad.wrong-device.staff'],
  ['disconnected', 'warning.pad.staff'],
] as const)('%s: with steps of its own', async (problem, key) => {
  const page = await open('zh-CN', device('pad', 'pad-1', { state: 'lost', problem }));
  expect(await page.locator('.steps li span').allInnerTexts()).toEqual(say('zh-CN', key).split('\n'));
});
