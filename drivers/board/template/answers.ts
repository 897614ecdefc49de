/** What a board says, by patterns of bytes. */
import type { AnswerReader, BoardAnswer } from '../codec.ts';
import type { FrameTemplate } from './schema.ts';

/** Bytes, with null for any. */
export type Pattern = readonly (number | null)[];

/** A pattern of a template with the board's own address in it. Where no frame has an address, it is one byte. */
export function readPattern(template: FrameTemplate, pattern: string, address: number): Pattern {
  return pattern.split(' ').flatMap((word): Pattern => {
    if (word === '??') return [null];
    return word === 'address' ? addressBytes(template, address) : [Number.parseInt(word, 16)];
  });
}

function addressBytes({ show }: FrameTemplate, address: number): number[] {
  const field = show.find((part) => typeof part !== 'string' && part.address !== undefined);
  if (typeof field !== 'object' || field.address !== 2) return [address & 0xff];
  const highFirst = [address >> 8, address & 0xff];
  return field.order === 'low-first' ? highFirst.toReversed() : highFirst;
}

export class TemplateAnswers implements AnswerReader {
  readonly #patterns: readonly { readonly bytes: Pattern; readonly answer: BoardAnswer }[];
  readonly #bytesMax: number;
  /** The last ones, as many as the longest answer has; none from before an answer. */
  #last: readonly number[] = [];

  constructor(template: FrameTemplate, address: number) {
    const { answer, refusal } = template;
    const patternOf = (text: string | undefined) =>
      text === undefined ? [] : readPattern(template, text, address);
    // Where both fit, it is the refusal: better sent once more than believed for nothing.
    this.#patterns = [
      { bytes: patternOf(refusal), answer: { kind: 'refused' as const, isDamaged: false } },
      { bytes: patternOf(answer), answer: { kind: 'acknowledged' as const } },
    ].filter(({ bytes }) => bytes.length > 0);
    this.#bytesMax = Math.max(0, ...this.#patterns.map(({ bytes }) => bytes.length));
  }

  push(bytes: Uint8Array): BoardAnswer[] {
    if (this.#bytesMax === 0) return [];
    const answers: BoardAnswer[] = [];
    for (const byte of bytes) {
      this.#last = [...this.#last, byte].slice(-this.#bytesMax);
      const found = this.#patterns.find((pattern) => endsWith(this.#last, pattern.bytes));
      if (!found) continue;
      answers.push(found.answer);
      this.#last = [];
    }
    return answers;
  }

  reset(): void {
    this.#last = [];
  }
}

function endsWith(last: readonly number[], pattern: Pattern): boolean {
  const start = last.length - pattern.length;
  return start >= 0 && pattern.every((byte, index) => byte === null || byte === last[start + index]);
}
