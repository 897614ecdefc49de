/** The closed table of refusals: each has a status, words for the visitor and an action for staff, in every language. */
import { describe, expect, it } from 'vitest';
import { catalogues } from '../../config/texts/catalogues.ts';
import { formatText, languages, type TextKey } from '../../config/texts/texts.ts';
import { errorCodes, errorStatus } from '../../firmware-host/errors.ts';
import { PrintProblem } from '../../firmware-host/messages/common.ts';

/** The codes that a set of texts has words for. */
function codesIn(texts: object, part: 'error' | 'print', audience: string): string[] {
  return Object.keys(texts)
    .filter((key) => key.startsWith(`${part}.`) && key.endsWith(`.${audience}`))
    .map((key) => key.split('.').slice(1, -1).join('.'))
    .toSorted();
}

const audiences = ['visitor', 'staff'] as const;
/** What keeps a paper from coming out, and what only keeps it. */
const problems = [...PrintProblem.anyOf.map((literal) => literal.const), 'slow'];

describe.each(languages)('in %s', (language) => {
  const catalogue = catalogues[language];

  it.each(audiences)('every refusal has words for %s, and none is left over', (audience) => {
    expect(codesIn(catalogue.messages, 'error', audience)).toEqual(errorCodes.toSorted());
  });

  it.each(audiences)('every trouble of a printer has words for %s', (audience) => {
    expect(codesIn(catalogue.messages, 'print', audience)).toEqual(problems.toSorted());
  });

  it('the words can be said as they are: no gaps to fill, no tags', () => {
    const keys = [
      ...errorCodes.flatMap((code) => audiences.map((audience) => `error.${code}.${audience}`)),
      ...problems.flatMap((code) => audiences.map((audience) => `print.${code}.${audience}`)),
    ];
    const bad = keys.filter((key) => {
      const text = formatText(catalogue, key as TextKey);
      return !/\S/.test(text) || /[{}<>]|undefined|error\./.test(text);
    });
    expect(bad).toEqual([]);
  });

  it('a Chinese text is Chinese, and an English one is not', () => {
    const foreign = errorCodes.filter((code) => {
      const text = formatText(catalogue, `error.${code}.visitor` as TextKey);
      return /\p{Script=Han}/u.test(text) === (language === 'en');
    });
    expect(foreign).toEqual([]);
  });
});

it('every code has a status that refuses', () => {
  const others = errorCodes.filter((code) => errorStatus[code] < 400 || errorStatus[code] > 599);
  expect(others).toEqual([]);
});
