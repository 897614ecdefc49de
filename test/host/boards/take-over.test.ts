/** The way out and emergencies: what one page of them says, in which language, and for how long. */
import { describe, expect, it } from 'vitest';
import { catalogues } from '../../../config/texts/catalogues.ts';
import { formatText, languages as allLanguages, type Language } from '../../../config/texts/texts.ts';
import type { BoardFace } from '../../../drivers/board/face.ts';
import { templateFace } from '../../../drivers/board/template/characters.ts';
import { areaOf, chinese, digits, latin, mainAreas, post, rowsOf, shows } from '../../support/board-looks.ts';
import { LobbyUnderTest } from '../../support/lobby.ts';

const big5 = (columns: number, rows: number) => templateFace('big5', { columns, rows });

/** Without spaces, line ends and the marks that these may stand for. */
const bare = (text: string) => text.replaceAll(/[\s\p{P}]/gu, '');

const wholeTexts = allLanguages.flatMap((language) =>
  (['board.evacuation', 'board.evacuation.short', 'board.evacuation.word'] as const).map((key) =>
    bare(formatText(catalogues[language], key)),
  ),
);

/** Everything that a board shows in a minute, each page once. */
function pagesIn(test: LobbyUnderTest, face: BoardFace, languages: Language[]): Set<string> {
  const what = shows(mainAreas(face.rows), { languages });
  const seconds = Array.from({ length: 60 }, () =>
    rowsOf(test.later(1000), { face, shows: what }).join('\n'),
  );
  return new Set(seconds);
}

function evacuated(): LobbyUnderTest {
  const test = LobbyUnderTest.open();
  test.must({ type: 'evacuate', reason: 'alarm' });
  return test;
}

describe('the way out', () => {
  const columns = Array.from({ length: 61 }, (_, index) => index + 4);

  it.each<[string, (columns: number, rows: number) => BoardFace, Language[], number]>([
    ['simplified Chinese', chinese, ['zh-CN'], 4],
    ['both', chinese, ['zh-CN', 'en'], 4],
    ['traditional Chinese', big5, ['zh-TW', 'en'], 4],
    ['English', latin, ['en'], 7],
    ['figures', digits, ['zh-CN', 'en'], Infinity],
  ])('is never said in part, in %s on any board', (_what, make, languages, cells) => {
    const test = evacuated();
    const fragments: string[] = [];
    for (const wide of columns) {
      const isWhole = (page: string) =>
        wide < cells ? /^[-\n]+$/.test(page) : wholeTexts.includes(bare(page));
      for (const rows of [1, 2, 3, 4, 8]) {
        const pages = [...pagesIn(test, make(wide, rows), languages)];
        fragments.push(...pages.filter((page) => !isWhole(page)).map((page) => `${wide} × ${rows}: ${page}`));
      }
    }
    expect(fragments).toEqual([]);
  });

  it.each([
    [chinese(4, 1), ['离开']],
    [chinese(8, 1), [' 请离开 ']],
    [chinese(16, 1), ['     请离开     ']],
    [chinese(16, 2), ['请有序离开大厅，', '  已取号码有效  ']],
    [latin(8, 1), [' Leave  ']],
    [latin(8, 2), [' Please ', ' leave  ']],
    [big5(8, 1), [' 請離開 ']],
  ])('stands in the middle, as long as one page has room for: %#', (face, rows) => {
    expect(rowsOf(evacuated(), { face, shows: shows([], { languages: ['zh-TW'] }) })).toEqual(rows);
  });
});

describe('a text with a sign that the font lacks', () => {
  const texts = { 'zh-CN': '请到张喆医生处集合', en: 'Meet at Dr Zhang' };

  it.each([
    ['喆', '请到张喆医生处集合'],
    ['𠮷', '请到𠮷安门集合，勿走北门'],
  ])('such as %s is said all the same, if it is one of few', (_sign, text) => {
    const test = LobbyUnderTest.open();
    post(test, 'meet', { texts: { ...texts, 'zh-CN': text } });
    const said = [...pagesIn(test, chinese(24, 1), ['zh-CN', 'en'])].map((page) => page.trim());
    expect(said).toEqual([text, 'Meet at Dr Zhang']);
    expect(chinese().lacking(text)).toHaveLength(1);
  });

  it('is an ordinary notice as well, or the name of something', () => {
    const test = LobbyUnderTest.open();
    post(test, 'meet', { kind: 'ordinary', texts });
    const look = { face: chinese(24, 1) };
    expect(areaOf(test, ['notices'], look)).toEqual(['请到张喆医生处集合']);
    expect(areaOf(test, [{ text: { 'zh-CN': '𠮷安门厅', 'zh-TW': '𠮷安門廳', en: 'Gate' } }], look)).toEqual([
      '𠮷安门厅',
    ]);
  });

  it('gives way to another language where marks would stand for most of it', () => {
    const test = LobbyUnderTest.open();
    post(test, 'meet', { texts: { 'zh-CN': '喆𠮷陞集合', en: 'Meet at Dr Zhang' } });
    expect([...pagesIn(test, chinese(24, 1), ['zh-CN'])].map((page) => page.trim())).toEqual([
      'Meet at Dr Zhang',
    ]);
  });
});

/** Each page as often as it is seen, once a second. */
const each = (times: number, ...pages: string[]) =>
  pages.flatMap((page) => Array.from({ length: times }, () => page));

describe('the pages of an emergency', () => {
  const long = { 'zh-CN': '北门关闭，请走东门，勿乘电梯', en: 'North door shut, use the east door' };
  const face = chinese(12, 1);
  const look = (change = {}) => ({ face, shows: shows([], { languages: ['zh-CN', 'en'], ...change }) });

  /** What it shows now and in the next seconds. */
  const seconds = (test: LobbyUnderTest, count: number, change = {}): string[] =>
    Array.from({ length: count }, (_, second) => {
      if (second > 0) test.later(1000);
      return rowsOf(test, look(change)).join('').trim();
    });

  it.each([0, 700, 1000, 4321, 12_345])(
    'begin with the first, %i ms after any time, three seconds each',
    (ms) => {
      const test = LobbyUnderTest.open().later(ms);
      post(test, 'door', { texts: long });
      const pages = ['北门关闭，', '请走东门，', '勿乘电梯', 'North door', 'shut, use', 'the east', 'door'];
      expect(seconds(test, 22)).toEqual([...each(3, ...pages), '北门关闭，']);
    },
  );

  it('begin with the first when its time has come', () => {
    const test = LobbyUnderTest.open().later(100);
    post(test, 'door', { texts: long, fromAt: 61_000 });
    test.later(61_000).byItself();
    expect(seconds(test, 4)).toEqual(['北门关闭，', '北门关闭，', '北门关闭，', '请走东门，']);
  });

  it('begin with the first again after another one, and after everybody had left', () => {
    const test = LobbyUnderTest.open().later(100);
    post(test, 'door', { texts: long });
    post(test.later(4000), 'snow', { texts: { 'zh-CN': '小心地滑' } });
    expect(seconds(test, 1)).toEqual(['小心地滑']);
    test.later(1000).must({ type: 'withdraw-notice', notice: 'snow' });
    expect(seconds(test, 4)).toEqual(['北门关闭，', '北门关闭，', '北门关闭，', '请走东门，']);
    test.must({ type: 'evacuate', reason: 'alarm' });
    test.later(1000).must({ type: 'resume-lobby' });
    expect(seconds(test, 4)).toEqual(['北门关闭，', '北门关闭，', '北门关闭，', '请走东门，']);
  });

  it('go on in their turn whatever the wall clock is set to, and over a restart of the machine', () => {
    const test = LobbyUnderTest.open();
    post(test, 'door', { texts: long });
    test.later(3000);
    for (const at of [-5_000_000, 0, 1_234_567])
      expect(seconds(test.setClock(at), 1)).toEqual(['请走东门，']);
    expect(seconds(test.powerCut(1_234_567), 4)).toEqual([
      '北门关闭，',
      '北门关闭，',
      '北门关闭，',
      '请走东门，',
    ]);
  });

  it('stay as long as those of other days where each language has one, and never longer than those', () => {
    const test = LobbyUnderTest.open().later(1700);
    post(test, 'snow', { texts: { 'zh-CN': '小心地滑', en: 'Slippery' } });
    expect(seconds(test, 11)).toEqual([...each(5, '小心地滑', 'Slippery'), '小心地滑']);
    post(test, 'door', { texts: long });
    expect(seconds(test, 5, { pageSeconds: 2 })).toEqual(
      each(2, '北门关闭，', '请走东门，').concat('勿乘电梯'),
    );
  });
});
