/** The technician's tab of the ticket: the paper as it would come out, and a layout that is tried. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { languages } from '../../config/texts/texts.ts';
import type { PreviewTicket, TicketPreview } from '../../firmware-host/messages/ticket-preview.ts';
import { refusal, type Answer } from '../kiosk/support/host.ts';
import { device, maintenanceView } from '../kiosk/support/maintenance-view.ts';
import { barsPng, presentLayout, preview } from '../kiosk/support/paper.ts';
import { type OpenOptions, passTimeUntil, say, seen, stageForTests } from '../kiosk/support/stage.ts';

const stage = stageForTests();

const ok = (change: Partial<TicketPreview> = {}): Answer => ({ status: 200, body: preview(change) });
const fault = { line: 4, column: 5, path: 'ticket.layout[2]', message: 'unknown item' };
const asked = () => stage.host.posts.map(({ body }) => body as PreviewTicket);
const text = (key: Parameters<typeof say>[1], values = {}) => say('zh-CN', key, values);
const box = (page: Page) => page.locator('textarea');
const picture = (page: Page) => page.locator('.desk img');
const button = (page: Page, key: Parameters<typeof say>[1]) =>
  page.locator('.editor button', { hasText: text(key) });

async function open(
  how: (body: PreviewTicket) => Answer | Promise<Answer> = () => ok(),
  options: OpenOptions = {},
) {
  stage.host.show(
    'maintenance',
    maintenanceView({
      devices: [device('printer', 'door'), device('printer', 'hall'), device('pad', 'pad-1')],
    }),
  );
  stage.host.answer(({ body }) => how(body as PreviewTicket));
  const page = await stage.open('/maintenance#ticket', { width: 1280, height: 800, ...options });
  await page.locator('.face').waitFor();
  return page;
}

const faulty = ({ layout }: PreviewTicket) =>
  (layout ?? '') === '' ? ok() : ok({ paper: null, faults: [fault] });

describe('the paper', () => {
  test("is the picture of the host, in the page's language, and drawn anew for another choice", async () => {
    const page = await open();
    await picture(page).waitFor();
    expect(asked()).toEqual([{ printer: 'door', language: 'zh-CN', sample: 'ordinary' }]);
    const sizes = await picture(page).evaluate((image: { naturalWidth: number; naturalHeight: number }) => [
      image.naturalWidth,
      image.naturalHeight,
    ]);
    expect(sizes).toEqual([384, 640]);
    expect(await picture(page).getAttribute('width')).toBe('384');
    expect(await page.locator('.size').innerText()).toMatch(/80 毫米长，231 字节[\s\S]*384 × 640/);
    expect(await box(page).inputValue()).toBe(presentLayout);
    // In true size it is as wide as the paper is printed: 48 mm of 203 dots an inch.
    await page.getByLabel(text('maintenance.ticket.scale.true')).check();
    await expect.poll(() => picture(page).getAttribute('width')).toBe('181');
    expect(await picture(page).getAttribute('height')).toBe('302');
    // Another printer, language or sample is drawn at once; the pads are no printers.
    expect(await page.locator('select option').allInnerTexts()).toEqual(['door', 'hall']);
    await page.locator('select').selectOption('hall');
    await page.getByLabel('English', { exact: true }).check();
    await page.getByLabel(text('maintenance.ticket.sample.case')).check();
    await page.keyboard.press('ArrowRight');
    await expect
      .poll(() => asked().at(-1))
      .toEqual({ printer: 'hall', language: 'en', sample: 'appointment' });
    expect(asked()).toHaveLength(5);
  });

  test('paper too wide for its column begins in true size', async () => {
    const wide = { png: barsPng(576, 800), widthDots: 576, heightDots: 800, bytes: 300, lengthMm: 100 };
    const page = await open(() => ok({ paper: wide }));
    await picture(page).waitFor();
    expect(await page.getByLabel(text('maintenance.ticket.scale.true')).isChecked()).toBe(true);
  });

  test('without a printer there is nothing to draw, and nothing is asked', async () => {
    stage.host.show('maintenance', maintenanceView({ devices: [device('pad', 'pad-1')] }));
    const page = await stage.open('/maintenance#ticket', { width: 1280, height: 800 });
    await page.getByText(text('maintenance.ticket.none')).waitFor();
    expect(stage.host.posts).toEqual([]);
  });

  test('nothing is asked before the tab is opened', async () => {
    stage.host.show('maintenance', maintenanceView());
    stage.host.answer(() => ok());
    const page = await stage.open('/maintenance#devices', { width: 1280, height: 800 });
    await page.locator('.devices').waitFor();
    expect(stage.host.posts).toEqual([]);
    await page.getByRole('link', { name: text('maintenance.ticket') }).click();
    expect(await seen(picture(page))).toBe(true);
  });
});

describe('a layout that is tried', () => {
  test('is drawn after a pause in typing, or at once with Ctrl and Enter', async () => {
    const page = await open();
    await picture(page).waitFor();
    await box(page).fill('layout: [number]');
    expect(await page.locator('.editor .tag').innerText()).toContain(text('maintenance.ticket.tried'));
    await page.clock.runFor(300);
    expect(asked()).toHaveLength(1);
    await page.clock.runFor(500);
    await expect.poll(() => asked().at(-1)?.layout).toBe('layout: [number]');
    await box(page).fill('layout: [service]');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => asked().at(-1)?.layout).toBe('layout: [service]');
    await page.clock.runFor(2000);
    expect(asked()).toHaveLength(3);
  });

  test('with a fault: where it is, a click that goes there, and the picture of before until it is mended', async () => {
    const page = await open(faulty);
    await picture(page).waitFor();
    await box(page).fill(`${presentLayout}  - servise\n`);
    await page.keyboard.press('Control+Enter');
    const line = page.locator('.verdict button');
    await line.waitFor();
    expect(await line.innerText()).toContain(text('maintenance.ticket.at', { line: 4, column: 5 }));
    expect(await line.innerText()).toContain('unknown item');
    expect(await page.locator('.code li.bad').innerText()).toBe('4');
    await page.getByText(text('maintenance.ticket.stale')).waitFor();
    expect(await picture(page).count()).toBe(1);
    await line.click();
    const place = await box(page).evaluate((area: { selectionStart: number }) => area.selectionStart);
    expect(place).toBe(presentLayout.indexOf('service'));
    await page.keyboard.type('X');
    expect(await box(page).inputValue()).toContain('  - Xservice');
    // Mended, the faults go and the new picture comes.
    stage.host.answer(() => ok({ paper: { ...preview().paper, bytes: 99 } as TicketPreview['paper'] }));
    await box(page).fill('layout: [number]');
    await passTimeUntil(page, page.locator('.size', { hasText: '99' }));
    expect(await page.locator('.verdict button, .stale').count()).toBe(0);
    expect(await seen(page.getByText(text('maintenance.ticket.good')))).toBe(true);
  });

  test('is taken back, got back again, and outlasts a look at another tab', async () => {
    const page = await open();
    await picture(page).waitFor();
    expect(await button(page, 'maintenance.ticket.reset').isDisabled()).toBe(true);
    await box(page).fill('layout: [number]');
    await button(page, 'maintenance.ticket.reset').click();
    await expect.poll(() => box(page).inputValue()).toBe(presentLayout);
    await button(page, 'maintenance.ticket.undo').click();
    await expect.poll(() => box(page).inputValue()).toBe('layout: [number]');
    await expect.poll(() => asked().at(-1)?.layout).toBe('layout: [number]');
    await page.getByRole('link', { name: text('maintenance.devices'), exact: true }).click();
    await page.locator('.devices').waitFor();
    expect(await box(page).isVisible()).toBe(false);
    await page.getByRole('link', { name: text('maintenance.ticket'), exact: true }).click();
    await box(page).waitFor();
    expect(await box(page).inputValue()).toBe('layout: [number]');
  });

  test('an answer that comes after a later one is let go', async () => {
    const first = Promise.withResolvers<Answer>();
    const page = await open(({ layout }) => (layout === 'one' ? first.promise : ok()));
    await picture(page).waitFor();
    await box(page).fill('one');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => asked().at(-1)?.layout).toBe('one');
    await box(page).fill('two');
    await page.keyboard.press('Control+Enter');
    await page.getByText(text('maintenance.ticket.good')).waitFor();
    const heard = page.waitForResponse(
      (response) => response.request().postData()?.includes('"one"') === true,
    );
    first.resolve(ok({ paper: null, faults: [fault] }));
    await heard;
    await page.clock.runFor(100);
    expect(await page.locator('.verdict button').count()).toBe(0);
  });

  test('no answer is told, and asked again on request', async () => {
    const page = await open();
    await picture(page).waitFor();
    for (const [answer, key] of [
      [refusal('device-unknown', 404), 'error.device-unknown.staff'],
      ['drop', 'console.unreachable'],
    ] as const) {
      stage.host.answer(() => answer);
      await button(page, 'maintenance.ticket.preview').click();
      await page.locator('.verdict', { hasText: text(key) }).waitFor();
      expect(await picture(page).count()).toBe(1);
      stage.host.answer(() => ok());
      await button(page, 'maintenance.ticket.preview').click();
      expect(await seen(page.getByText(text('maintenance.ticket.good')))).toBe(true);
    }
  });

  test('is copied as it stands in the lobby file', async () => {
    const page = await open();
    await picture(page).waitFor();
    await box(page).fill('layout:\n  - number\n\n  - qr\n');
    await page.evaluate('navigator.clipboard.writeText = async (text) => { window.copied = text; }');
    await button(page, 'maintenance.ticket.copy').click();
    await page.getByText(text('maintenance.ticket.copied')).waitFor();
    expect(await page.evaluate('window.copied')).toBe('ticket:\n  layout:\n    - number\n\n    - qr\n');
  });

  test('is copied without the clipboard of secure pages too, and the keyboard stays where it was', async () => {
    const page = await open();
    await picture(page).waitFor();
    await page.evaluate(
      "Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true })",
    );
    await page.evaluate("document.addEventListener('copy', () => { window.copied = true; })");
    await button(page, 'maintenance.ticket.copy').focus();
    await page.keyboard.press('Enter');
    await page.getByText(text('maintenance.ticket.copied')).waitFor();
    expect(await page.evaluate('window.copied')).toBe(true);
    expect(await page.locator('.editor footer button:focus').count()).toBe(1);
  });
});

/** What is cut off or sticks out, and whether the paper lies beside the editor or below it. */
async function fitOf(page: Page): Promise<{ readonly tight: string[]; readonly isApart: boolean }> {
  const tight = await page
    .locator('.choices, .segments, .editor, .editor header, .editor .btn, .verdict, .paper figcaption')
    .evaluateAll((parts) =>
      parts.flatMap((part) => {
        const { right } = part.getBoundingClientRect();
        const cut = part.clientWidth > 0 && part.scrollWidth > part.clientWidth;
        return cut || right > part.ownerDocument.documentElement.clientWidth ? [part.outerHTML] : [];
      }),
    );
  const [editor, paper] = await Promise.all(
    ['.editor', '.paper'].map((part) => page.locator(part).boundingBox()),
  );
  const isBeside = (editor?.x ?? 0) + (editor?.width ?? 0) <= (paper?.x ?? 0);
  const isAbove = (editor?.y ?? 0) + (editor?.height ?? 0) <= (paper?.y ?? 0);
  return { tight, isApart: isBeside || isAbove };
}

test.each(languages)('fits every screen, also with faults: %s', async (locale) => {
  const page = await open(faulty, { locale });
  await picture(page).waitFor();
  await box(page).fill('x'.repeat(200));
  await page.keyboard.press('Control+Enter');
  await page.locator('.verdict button').waitFor();
  for (const [width, height] of [
    [1280, 800],
    [1024, 768],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.evaluate('document.fonts.ready');
    expect(await fitOf(page), `${width} × ${height}`).toEqual({ tight: [], isApart: true });
  }
});
