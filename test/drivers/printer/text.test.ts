import { describe, expect, it } from 'vitest';
import { plainer, visibleCharacters } from '../../../drivers/printer/text/clean.ts';

describe('visible characters', () => {
  it.each([
    ['Chinese', '政务A1', ['政', '务', 'A', '1']],
    ['an emoji of many, one character', '好👨‍👩‍👧', ['好', '👨‍👩‍👧']],
    ['composed and decomposed letters, the same', 'e\u0301', ['é']],
    ['marks that nothing composes with, on their letter', 'x\u0301y', ['x\u0301', 'y']],
    ['a private character, a mark', '\ue000', ['〓']],
    ['half a surrogate pair, a mark', '\ud800x\udc00', ['〓', 'x', '〓']],
    ['what was no character before, a mark', '\ufffd', ['〓']],
    ['controls, gone', 'a\x00\x07\x08\x10\x04\x1b\x7f\x90b', ['a', 'b']],
    ['line ends and tabs, spaces', 'a\r\nb\tc\u2028d', ['a', ' ', 'b', ' ', 'c', ' ', 'd']],
    ['invisible marks, gone', 'a\u200b\u202e\u2066\ufeffb\u00ad', ['a', 'b']],
    ['joiners at an edge, gone', '\u200da\u200db', ['a', 'b']],
    ['marks on nothing, gone', '\u0301', []],
    ['choices of a variant, gone', '☎\ufe0f', ['☎']],
    ['the Chinese space, kept', '张\u3000三', ['张', '\u3000', '三']],
    ['the no-break space, a space', 'a\u00a0b', ['a', ' ', 'b']],
  ])('%s', (_, text, characters) => {
    expect(visibleCharacters(text)).toEqual(characters);
  });

  it('goes the short way only where the long way gives the same', () => {
    const wrong: string[] = [];
    for (let unit = 0x20; unit <= 0xffff; unit++) {
      const character = String.fromCharCode(unit);
      const alone = visibleCharacters(character);
      // A tag character, which vanishes, makes it go the long way.
      const withTag = visibleCharacters(`${character}\u{e0001}`);
      if (alone.join() !== withTag.join()) wrong.push(unit.toString(16));
    }
    expect(wrong).toEqual([]);
  });
});

describe('plainer characters', () => {
  it.each([
    ['Č', ['C']],
    ['ﬁ', ['f', 'i']],
    ['ﾊ', ['ハ']],
    ['①', ['1']],
    ['x\u0301', ['x']],
    ['😀', ['😀']],
  ])('%s', (character, plain) => {
    expect(plainer(character)).toEqual(plain);
  });
});
