/** Small elements of the pages, alone in a browser. */
import { html, render } from 'lit';
import { afterEach, describe, expect, test, vi } from 'vitest';
import en from '../../../config/texts/en.json';
import zhCN from '../../../config/texts/zh-CN.json';
import { fittingPx, lead, linesOf, widthEm } from '../../../kiosk-ui/elements/fit.ts';
import { noticePages, turnOf } from '../../../kiosk-ui/elements/notices.ts';
import { qrCode } from '../../../kiosk-ui/elements/qr.ts';
import { ratingWord } from '../../../kiosk-ui/elements/rating-word.ts';
import { secondLine, secondWords } from '../../../kiosk-ui/elements/second.ts';
import { lineOfStops } from '../../../kiosk-ui/elements/stops.ts';
import { Words } from '../../../kiosk-ui/host/words.ts';
// oxlint-disable-next-line import/no-unassigned-import -- a sheet is what it does
import '../../../kiosk-ui/theme/fonts.css';
// oxlint-disable-next-line import/no-unassigned-import
import '../../../kiosk-ui/theme/page.css';

const chinese = new Words({ language: 'zh-CN', messages: zhCN });
const english = new Words({ language: 'en', messages: en });

/** What is drawn of a template, in a box of its own. */
function drawn(template: Parameters<typeof render>[0]): HTMLElement {
  const box = document.createElement('div');
  document.body.append(box);
  render(html`${template}`, box);
  return box;
}

const circles = (ahead: number): number =>
  drawn(lineOfStops(ahead)).querySelectorAll('circle:not(.you, .you-dot)').length;

const widthPx = (text: string): number => {
  const box = drawn(html`<span>${text}</span>`).querySelector('span');
  if (box === null) return 0;
  box.style.cssText = 'font-size: 100px; white-space: nowrap';
  return box.getBoundingClientRect().width;
};

afterEach(() => {
  document.body.replaceChildren();
});

describe('a code', () => {
  test('has its quiet zone, a name, and one dark path', () => {
    const code = drawn(qrCode('http://192.168.1.20:8080/t/k7Qm2xVb9RtY4sWz', 'Follow A023')).querySelector(
      'svg',
    );
    expect(code?.getAttribute('aria-label')).toBe('Follow A023');
    const path = code?.querySelector('path');
    const { x, y, width } = path?.getBBox() ?? new DOMRect();
    const side = code?.viewBox.baseVal.width ?? 0;
    expect([x, y, width]).toEqual([4, 4, side - 8]);
  });
});

describe('the line of stops', () => {
  test('has a stop for each who is ahead, nine at most', () => {
    expect([0, 1, 6, 9, 40].map(circles)).toEqual([0, 1, 6, 9, 9]);
  });

  test('is drawn broken where there are more', () => {
    expect(drawn(lineOfStops(9)).querySelector('.gap')).toBeNull();
    expect(drawn(lineOfStops(10)).querySelector('.gap')).not.toBeNull();
  });

  test('stays within its picture, and no two stops touch', () => {
    for (const ahead of [1, 5, 9, 120]) {
      const stops = [...drawn(lineOfStops(ahead)).querySelectorAll<SVGCircleElement>('circle:not(.you-dot)')]
        .map((one) => ({ x: one.cx.baseVal.value, r: one.r.baseVal.value }))
        .toSorted((a, b) => a.x - b.x);
      const rooms = stops
        .slice(1)
        .map(({ x, r }, place) => x - r - ((stops[place]?.x ?? 0) + (stops[place]?.r ?? 0)));
      expect(Math.min(884, ...rooms)).toBeGreaterThan(0);
      expect(Math.max(...stops.map(({ x, r }) => x + r))).toBeLessThanOrEqual(884);
    }
  });
});

describe('what is known of a text before it is drawn', () => {
  test.each([
    '请在取号机取号，这里会叫您',
    'Please take a number at the kiosk',
    'A023',
    'Wi-Fi: Foyer (guests)',
  ])('its width is not taken for less than it is: %s', async (text) => {
    await document.fonts.load('100px "Noto Sans SC Variable"', text);
    const said = widthEm(text) * 100;
    expect(widthPx(text)).toBeLessThanOrEqual(said * 1.03);
    expect(widthPx(text)).toBeGreaterThan(said * 0.75);
  });

  test('lines are no wider than their room, and nothing is lost between them', () => {
    const text = 'Fire drill on the second floor from 10:00 to 10:30. Service is paused; please wait.';
    for (const em of [8, 12, 20, 40]) {
      const lines = linesOf(text, em);
      expect(lines.join(' ').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      expect(lines.every((line) => widthEm(line) <= em)).toBe(true);
    }
  });

  test('the size that is chosen fits, and the next one would not', () => {
    const sizes = [200, 150, 100, 50];
    const box = { widthPx: 900, heightPx: 400 };
    const text = '大厅二层消防演练，上午十点至十点半暂停办理';
    const px = fittingPx(text, sizes, box) ?? 0;
    const heightPx = (size: number) => linesOf(text, box.widthPx / size).length * size * lead;
    expect(heightPx(px)).toBeLessThanOrEqual(box.heightPx);
    expect(heightPx(sizes[sizes.indexOf(px) - 1] ?? Infinity)).toBeGreaterThan(box.heightPx);
    expect(fittingPx(text, [400], box)).toBeNull();
  });
});

describe('notices', () => {
  const texts = { 'zh-CN': '小心地滑', 'zh-TW': '小心地滑', en: 'Slippery floor' };
  const model = { words: chinese, second: english };

  test('two languages stand together where there is room, and one after the other where there is none', () => {
    const notices = [{ id: 'a', kind: 'ordinary', texts } as const];
    expect(noticePages(notices, model, { em: 20, lines: 2 })).toEqual([
      { lang: 'zh-CN', lines: ['小心地滑'], below: 'Slippery floor' },
    ]);
    const apart = noticePages(notices, model, { em: 20, lines: 1 });
    expect(apart.map(({ lang }) => lang)).toEqual(['zh-CN', 'en']);
  });

  test('an emergency is no page among others', () => {
    expect(noticePages([{ id: 'e', kind: 'emergency', texts }], model, { em: 20, lines: 2 })).toEqual([]);
  });

  test('each has its turn for eight seconds, and then the first again', () => {
    const clock = vi.spyOn(performance, 'now');
    const turns = [0, 7_999, 8_000, 16_000, 24_000].map((ms) => {
      clock.mockReturnValue(ms);
      return turnOf(3);
    });
    clock.mockRestore();
    expect(turns).toEqual([0, 0, 1, 2, 0]);
    expect(turnOf(0)).toBe(0);
  });
});

describe('the second language', () => {
  test('is said in its own tongue, and left out where it would say the same', () => {
    const model = { words: chinese, second: english };
    const line = drawn(secondLine(model, (of) => of.text('kiosk.done'))).querySelector('p');
    expect([line?.lang, line?.textContent]).toEqual(['en', english.text('kiosk.done')]);
    expect(drawn(secondWords(model, () => 'A023')).textContent).toBe('');
    expect(
      drawn(secondWords({ words: chinese, second: null }, (of) => of.text('kiosk.done'))).textContent,
    ).toBe('');
  });
});

test('every scale up to five has words, from the worst to the best', () => {
  expect([1, 2, 3].map((score) => ratingWord(3, score))).toEqual(['poor', 'fair', 'good']);
  expect(ratingWord(5, 1)).toBe('very-poor');
  expect([ratingWord(7, 1), ratingWord(5, 6)]).toEqual([null, null]);
});
