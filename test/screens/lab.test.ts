/** The lab's paper, dot by dot, and the touch that brings it. */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { SimulatedPrinterView } from '../../firmware-host/messages/lab.ts';
import { spot, spotted } from '../kiosk/support/canvas-spot.ts';
import { refusal, type Answer } from '../kiosk/support/host.ts';
import { labView, paperOf, printerView } from '../kiosk/support/lab-view.ts';
import { askedOf, openLab } from '../kiosk/support/open-lab.ts';
import { say, stageForTests } from '../kiosk/support/stage.ts';
import { taken, ticket } from '../kiosk/support/views.ts';

const stage = stageForTests();

const posts = () => askedOf(stage);

const service = (page: Page, name: string): Locator => page.locator('.plates button', { hasText: name });

describe('taking a number', () => {
  test('one touch asks for a number in the language of the page, and says which', async () => {
    const page = await openLab(stage);
    stage.host.answer(() => ({ status: 201, body: taken({ ticket: ticket({ number: 'B017' }) }) }));
    await service(page, '缴费').click();
    await page.getByText('B017').waitFor();
    expect(posts()).toEqual([['tickets', { service: 'B', language: 'zh-CN' }]]);
  });

  test('a double tap takes one number', async () => {
    const page = await openLab(stage);
    const answer = Promise.withResolvers<Answer>();
    stage.host.answer(() => answer.promise);
    await service(page, '咨询').dblclick();
    await page.locator('.plates [aria-busy=true]').waitFor();
    answer.resolve({ status: 201, body: taken() });
    await page.getByText('A023').waitFor();
    expect(posts()).toHaveLength(1);
  });

  test('a refusal is said in words, and goes with the next success', async () => {
    const page = await openLab(stage);
    stage.host.answer(() => refusal('day-not-open', 409));
    await service(page, '咨询').click();
    await page.getByRole('alert').getByText(say('zh-CN', 'error.day-not-open.staff')).waitFor();
    stage.host.answer(() => ({ status: 201, body: taken() }));
    await service(page, '咨询').click();
    await page.getByRole('alert').waitFor({ state: 'hidden' });
    expect(posts()).toHaveLength(2);
  });

  test('a refusal goes by itself after a while', async () => {
    const page = await openLab(stage);
    stage.host.answer(() => refusal('day-not-open', 409));
    await service(page, '咨询').click();
    await page.getByRole('alert').waitFor();
    await page.clock.runFor(10_000);
    await expect.poll(() => page.getByRole('alert').count()).toBe(0);
  });
});

describe('paper', () => {
  test('is drawn, one pixel a dot, and can be read aloud', async () => {
    const page = await openLab(stage);
    const paper = page.locator('foyer-paper canvas');
    await expect.poll(() => paper.getAttribute('aria-label')).toContain('A036');
    const inked = () =>
      paper.evaluate((canvas) => {
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        return (
          data.filter((value: number, at: number) => at % 4 === 3 && value > 0).length / (data.length / 4)
        );
      });
    await expect.poll(inked).toBeGreaterThan(0.02);
    expect(await paper.getAttribute('width')).toBe('384');
  });

  test('its code opens its address, by mouse or by keyboard', async () => {
    const page = await openLab(stage);
    const link = page.getByRole('link', { name: say('zh-CN', 'lab.paper.open', { number: 'A036' }) });
    await link.waitFor();
    expect(await link.getAttribute('href')).toBe('http://192.168.1.20:8080/t/k7Qm2xVb9RtY4sWz');
    expect(await link.getAttribute('target')).toBe('_blank');
    await link.focus();
    expect(await link.evaluate((one) => one.matches(':focus-visible'))).toBe(true);
    const code = await link.boundingBox();
    const paper = await page.locator('foyer-paper canvas').boundingBox();
    expect(code?.width).toBe(29 * 6);
    expect(code?.height).toBe(code?.width);
    // In the middle of the paper, below the head's four lines.
    expect((code?.x ?? 0) - (paper?.x ?? 0)).toBe((384 - 29 * 6) / 2);
    expect((code?.y ?? 0) - (paper?.y ?? 0)).toBe(24 + 6 + 48 + 6 + 120 + 6 + 24 + 6 + 30);
  });

  test('of many papers each link says its number, and Tab stops at the newest only', async () => {
    const papers = [38, 37, 36].map((id) => paperOf(id, `A0${id}`));
    const page = await openLab(stage, { printers: [printerView({ papers })] });
    const links = page.locator('foyer-paper a');
    await links.nth(2).waitFor();
    const of = (name: string) =>
      links.evaluateAll((all, what) => all.map((one) => one.getAttribute(what)), name);
    expect(await of('aria-label')).toEqual(
      ['A038', 'A037', 'A036'].map((number) => say('zh-CN', 'lab.paper.open', { number })),
    );
    expect(await of('tabindex')).toEqual(['0', '-1', '-1']);
  });

  test('ends below its last words: what is fed on before the cut is not drawn', async () => {
    const page = await openLab(stage);
    const paper = page.locator('foyer-paper canvas');
    const lines = 30 + 54 + 126 + 30 + 30 + 29 * 6 + 30 + 5 * 30;
    await expect.poll(() => paper.getAttribute('height')).toBe(String(lines + 6));
  });

  test('has pictures dot by dot, and letters of a code page in narrow cells', async () => {
    const look = { width: 1, height: 1, bold: false };
    // A cross of 8 × 8 dots; three hyphens of a code page, which fill a cell, and a plain one.
    const items: SimulatedPrinterView['papers'][number]['items'] = [
      { kind: 'image', align: 'right', widthDots: 8, heightDots: 8, bits: 'gUIkGBgkQoE=' },
      { kind: 'line', align: 'left', runs: [{ text: '──', ...look, narrow: true }] },
      { kind: 'line', align: 'left', runs: [{ text: '──', ...look }] },
      { kind: 'image', align: 'left', widthDots: 8, heightDots: 1, bits: '/w==' },
    ];
    const page = await openLab(stage, {
      printers: [printerView({ papers: [{ ...paperOf(1, ''), items }] })],
    });
    const paper = page.locator('foyer-paper canvas');
    await expect.poll(() => paper.getAttribute('height')).toBe(String(8 + 30 + 30 + 1 + 6));
    const inked = (x: number, y: number, width: number, height: number) =>
      paper.evaluate(
        (one, box) => {
          const { data } = one.getContext('2d').getImageData(box.x, box.y, box.width, box.height);
          const dots = [...data].filter((_, at) => at % 4 === 3).map((alpha) => (alpha > 0 ? '#' : '.'));
          return Array.from({ length: box.height }, (__, at) =>
            dots.slice(at * box.width, (at + 1) * box.width).join(''),
          );
        },
        { x, y, width, height },
      );
    const cross = ['#......#', '.#....#.', '..#..#..', '...##...'];
    await expect.poll(() => inked(384 - 8, 0, 8, 8)).toEqual([...cross, ...cross.toReversed()]);
    expect(await inked(0, 8 + 11, 50, 1)).toEqual([`${'#'.repeat(24)}${'.'.repeat(26)}`]);
    expect(await inked(0, 8 + 30 + 11, 50, 1)).toEqual([`${'#'.repeat(48)}..`]);
    expect(await inked(0, 8 + 60, 10, 1)).toEqual(['########..']);
  });

  test('a new one comes on top, and what is done is not drawn again; tearing takes them', async () => {
    const page = await openLab(stage);
    const old = page.locator('foyer-paper canvas[aria-label*=A036]');
    await expect.poll(() => old.getAttribute('width')).toBe('384');
    await spot(old);
    const before = await spotted(old);
    const printer = printerView({ papers: [paperOf(37, 'A037'), paperOf(36, 'A036')] });
    stage.host.show('lab', labView({ printers: [printer] }));
    await expect
      .poll(() => page.locator('foyer-paper canvas').first().getAttribute('aria-label'))
      .toContain('A037');
    expect(await spotted(old)).toEqual(before);
    await page.getByRole('button', { name: say('zh-CN', 'lab.tear') }).click();
    await expect.poll(posts).toEqual([['lab/printers/ticket-printer/tear', {}]]);
  });
});
