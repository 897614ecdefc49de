/** The technician's page about pads: where they lie, what sticks, what is on the wire, and what to do. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { languages, type Language } from '../../config/texts/texts.ts';
import type { DeviceReport } from '../../firmware-host/messages/devices.ts';
import { padPlace } from '../support/device-view.ts';
import { device, maintenanceView } from '../kiosk/support/maintenance-view.ts';
import { overflowing } from '../kiosk/support/overflowing.ts';
import { say, stageForTests } from '../kiosk/support/stage.ts';

const stage = stageForTests();

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
  const counter = say(locale, 'counter.name', { id: '2' });
  const place = [counter, say(locale, 'maintenance.pad.buttons', { count: 5 })].join(' · ');
  expect(await page.locator('.devices .place').innerText()).toBe(place);
  expect(await page.locator('.devices .stuck').allInnerTexts()).toEqual(
    [2, 4].map((button) => say(locale, 'maintenance.pad.stuck', { button })),
  );
  expect(await page.locator('.devices .noise').innerText()).toBe(
    say(locale, 'maintenance.pad.noise', { count: 120 }),
  );
  const matter = await page.locator('.matters > li').innerText();
  const name = say(locale, 'maintenance.pad.at', { name: 'pad-2', counter });
  const problem = say(locale, 'maintenance.problem.stuck');
  expect(matter).toContain(say(locale, 'maintenance.device', { name, problem }));
  expect(matter).toContain(say(locale, 'warning.pad.stuck.visitors'));
  expect(matter).toContain(say(locale, 'warning.pad.stuck.foyer'));
  for (const button of [2, 4]) expect(matter).toContain(say(locale, 'maintenance.pad.button', { button }));
  expect(await page.locator('.steps li').count()).toBe(3);
  expect(await overflowing(page)).toEqual([]);
});

test('one that is well says where it lies, and nothing else', async () => {
  const page = await open('zh-CN', device('pad', 'pad-1'));
  expect(await page.locator('.devices .place').count()).toBe(1);
  expect(await page.locator('.devices .stuck, .devices .noise').count()).toBe(0);
  expect(await page.locator('.matters > li').count()).toBe(0);
});

test('of a little noise, as at a start, nothing is said', async () => {
  const page = await open('zh-CN', device('pad', 'pad-1', { pad: padPlace({ noiseBytes: 99 }) }));
  expect(await page.locator('.devices .place').count()).toBe(1);
  expect(await page.locator('.devices .noise').count()).toBe(0);
});

const serial = 'serial:/dev/ttyACM0';
const tcp = 'tcp://192.168.1.20:3030';
const input = 'input:/dev/input/by-id/usb-keypad-event-kbd';

test.each([
  ['disconnected', 'firmata', serial, 'disconnected.serial'],
  ['disconnected', 'firmata-mega', tcp, 'disconnected.tcp'],
  ['disconnected', 'gpio', 'gpio:', 'disconnected.gpio'],
  ['disconnected', 'keypad', input, 'disconnected.input'],
  ['disconnected', 'firmata', 'simulated:', 'disconnected.serial'],
  ['disconnected', 'gpio', 'simulated:', 'disconnected.gpio'],
  ['disconnected', 'keypad', 'simulated:', 'disconnected.input'],
  ['not-answering', 'firmata', serial, 'not-answering'],
  ['not-answering', 'firmata', tcp, 'not-answering'],
  ['not-answering', 'gpio', 'gpio:', 'disconnected.gpio'],
  ['wrong-device', 'firmata', serial, 'wrong-device'],
] as const)('%s: a %s at %s has the steps of its own', async (problem, model, port, steps) => {
  const page = await open('zh-CN', device('pad', 'pad-1', { state: 'lost', problem, model, port }));
  expect(await page.locator('.steps li span').allInnerTexts()).toEqual(
    say('zh-CN', `warning.pad.${steps}.staff`).split('\n'),
  );
});

const lost = (id: string, change: Parameters<typeof padPlace>[0] = {}): DeviceReport =>
  device('pad', id, { state: 'lost', problem: 'disconnected', pad: padPlace(change) });
const well = (id: string, change: Parameters<typeof padPlace>[0] = {}): DeviceReport =>
  device('pad', id, { pad: padPlace(change) });

test.each([
  ['the only one', 'warning.pad.visitors', [lost('pad-1')]],
  ['beside one that is lost as well', 'warning.pad.visitors', [lost('pad-1'), lost('pad-2')]],
  ['beside one that is well', 'warning.pad.other.visitors', [lost('pad-1'), well('pad-2')]],
  [
    'beside others that do not help',
    'warning.pad.visitors',
    [lost('pad-1'), well('keys-1', { rates: false }), well('pad-2', { counter: '2' })],
  ],
  [
    'of the agent, though one of its buttons sticks',
    'warning.pad.agent.visitors',
    [
      device('pad', 'k', {
        state: 'degraded',
        problem: 'stuck',
        pad: padPlace({ rates: false, stuck: [1] }),
      }),
    ],
  ],
] as const)('%s: what it means for visitors', async (_, effect, devices) => {
  const page = await open('en', ...devices);
  const matter = page.locator('.matters > li').first();
  expect(await matter.innerText()).toContain(
    say('en', effect, { counter: say('en', 'counter.name', { id: '1' }) }),
  );
});
