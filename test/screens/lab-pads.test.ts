/** The lab's pads as hardware: what their buttons do, their lights and buzzer, and everything about them that breaks. */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { languages } from '../../config/texts/texts.ts';
import { deviceOf } from '../support/device-view.ts';
import { deed, labView, litPad, noPadFaults, padView } from '../kiosk/support/lab-view.ts';
import { askedOf, openLab } from '../kiosk/support/open-lab.ts';
import { say, seen, stageForTests } from '../kiosk/support/stage.ts';
import { counterName } from '../kiosk/support/views.ts';

const stage = stageForTests();

const posts = () => askedOf(stage);
const led = (page: Page, name: 'armed' | 'thanks' | 'buzzer', isOn: boolean): Locator =>
  page.getByRole('img', {
    name: `${say('zh-CN', `lab.pad.${name}`)} ${say('zh-CN', isOn ? 'lab.on' : 'lab.off')}`,
  });

const colour = (of: Locator): Promise<string> =>
  of.evaluate((one) => one.ownerDocument.defaultView.getComputedStyle(one).backgroundColor);

describe('lights', () => {
  test('glow and go dark with those of the pad, and so does the buzzer', async () => {
    const page = await openLab(stage, { pads: [litPad('1', { lights: { armed: true, thanks: false } })] });
    await led(page, 'armed', true).waitFor();
    await led(page, 'thanks', false).waitFor();
    await led(page, 'buzzer', false).waitFor();
    const lit = await colour(led(page, 'armed', true));
    stage.host.show(
      'lab',
      labView({ pads: [litPad('1', { lights: { armed: false, thanks: true }, sounds: true })] }),
    );
    await led(page, 'thanks', true).waitFor();
    await led(page, 'buzzer', true).waitFor();
    expect(await colour(led(page, 'armed', false))).not.toBe(lit);
  });

  test('are not drawn where a pad has none', async () => {
    const page = await openLab(stage, { pads: [padView('1')] });
    await page.locator('foyer-pad button').first().waitFor();
    expect(await page.locator('.led').count()).toBe(0);
  });
});

const finger = (down: boolean) => ['lab/pads/keys-1/finger', { button: 3, down }];

test('a button that is down shows it, though nobody is asked to rate', async () => {
  const [first, ...rest] = padView('1').buttons;
  if (first === undefined) throw new Error('a pad without buttons');
  const page = await openLab(stage, {
    pads: [padView('1', { buttons: [{ ...first, down: true }, ...rest] })],
  });
  const face = page.locator('foyer-pad .down .face');
  await face.waitFor();
  const [ground, sign] = await face.evaluate((one) => {
    const { backgroundColor, color } = one.ownerDocument.defaultView.getComputedStyle(one);
    return [backgroundColor, color];
  });
  const other = await colour(page.locator('foyer-pad button:not(.down) .face').first());
  expect(ground).not.toBe(other);
  expect(ground).not.toBe(sign);
});

describe('a pad for agents', () => {
  const keys = padView('1', {
    device: deviceOf('keys-1', 'pad'),
    buttons: [deed('call-next'), deed('recall'), { ...deed('call-staff'), down: true }, deed('finish', '2')],
  });

  test('says what its buttons do, and at which other counter', async () => {
    const page = await openLab(stage, { pads: [padView('1'), keys] });
    const pad = page.locator('.seat').first().locator('foyer-pad').nth(1);
    await pad.locator('button').first().waitFor();
    expect(await pad.locator('button').allInnerTexts()).toEqual([
      say('zh-CN', 'console.call-next'),
      say('zh-CN', 'console.recall'),
      say('zh-CN', 'lab.pad.staff'),
      `${say('zh-CN', 'console.finish')} 2`,
    ]);
    expect(await pad.locator('.down').innerText()).toBe(say('zh-CN', 'lab.pad.staff'));
    const elsewhere = say('zh-CN', 'lab.pad.elsewhere', {
      deed: say('zh-CN', 'console.finish'),
      counter: counterName('2').name['zh-CN'],
    });
    await pad.getByRole('button', { name: elsewhere, exact: true }).click();
    await expect.poll(posts).toEqual([finger(true), finger(false)]);
  });

  test('that does well has no state of a rating', async () => {
    const page = await openLab(stage, { pads: [keys] });
    await page.locator('foyer-pad button').first().waitFor();
    expect(await page.locator('.seat').first().locator('.act .is').count()).toBe(0);
  });
});

const troubled = (id: string, state: 'lost' | 'degraded', problem: 'not-answering' | 'stuck') => ({
  ...deviceOf(id, 'pad'),
  state,
  problem,
});

test.each([
  [1440, 900],
  [1280, 720],
] as const)(
  'two in trouble at one counter, at %i × %i: the worse in words, the other as a sign',
  async (width, height) => {
    for (const locale of languages) {
      const page = await openLab(
        stage,
        {
          pads: [
            padView('1', { device: troubled('pad-1', 'degraded', 'stuck') }),
            padView('1', { device: troubled('keys-1', 'lost', 'not-answering'), buttons: [deed('recall')] }),
          ],
        },
        { width, height, locale },
      );
      await page.evaluate('document.fonts.ready');
      const said = page.locator('.act .said');
      expect(await said.allInnerTexts()).toContain(say(locale, 'lab.problem.not-answering'));
      for (const one of await said.all())
        expect(await one.evaluate((part) => part.scrollWidth - part.clientWidth)).toBe(0);
      const other = say(locale, 'maintenance.device', {
        name: 'pad-1',
        problem: say(locale, 'lab.problem.stuck'),
      });
      expect(await seen(page.getByRole('img', { name: other, exact: true }))).toBe(true);
    }
  },
);

const row = (page: Page, name: string): Locator =>
  page
    .getByRole('group', { name: say('zh-CN', 'lab.pads.short'), exact: true })
    .locator('.line', { hasText: name });

describe('faults', () => {
  test('a button is chosen to stick, another, and none', async () => {
    const page = await openLab(stage, { pads: [padView('1')] });
    const stuck = row(page, '1 号窗口').getByRole('combobox', { name: say('zh-CN', 'lab.fault.stuck') });
    const show = (place: number | null) => {
      const view = labView({ pads: [padView('1', { faults: { ...noPadFaults, stuck: place } })] });
      stage.host.answer(() => ({ status: 200, body: view }));
    };
    show(1);
    await stuck.selectOption('2');
    await page.getByText(say('zh-CN', 'lab.faults.count', { count: 1 })).waitFor();
    show(null);
    await stuck.selectOption(say('zh-CN', 'lab.off'));
    await page.getByText(say('zh-CN', 'lab.faults.count', { count: 0 })).waitFor();
    expect(posts()).toEqual([
      ['lab/pads/pad-1/faults', { stuck: 1 }],
      ['lab/pads/pad-1/faults', { stuck: null }],
    ]);
  });

  test('one that sticks from elsewhere is shown, and said at its counter', async () => {
    const device = { ...deviceOf('pad-1', 'pad'), state: 'degraded', problem: 'stuck' } as const;
    const page = await openLab(stage, {
      pads: [padView('1', { device, faults: { ...noPadFaults, stuck: 4 } })],
    });
    await page.locator('.seat .warn', { hasText: say('zh-CN', 'lab.problem.stuck') }).waitFor();
    expect(await row(page, '1 号窗口').getByRole('combobox').inputValue()).toBe('4');
  });

  test('a pad is reset; of two at one counter, each goes by its own name', async () => {
    const keys = padView('1', { device: deviceOf('keys-1', 'pad'), buttons: [deed('recall')] });
    const page = await openLab(stage, { pads: [padView('1'), keys] });
    await row(page, 'pad-1').waitFor();
    await row(page, 'keys-1')
      .getByRole('button', { name: say('zh-CN', 'lab.pad.reset') })
      .click();
    await expect.poll(posts).toEqual([['lab/pads/keys-1/reset', {}]]);
    expect(await seen(row(page, 'keys-1'))).toBe(true);
  });
});
