/** The process behind pinyin.ts: a line with a list of texts comes in, a line with the syllables of each goes out. */
import { createInterface } from 'node:readline';
import { pinyin } from 'pinyin-pro';

/** A syllable and its tone, in letters that espeak-ng knows. */
const syllable = /^[a-z]+[0-5]$/;

/**
 * 一 and 不 change their tones here (`toneSandhi`), since espeak-ng reads what is written; two third tones in a row it changes
 * itself. A tone of 0 is none, which espeak-ng calls 5.
 */
const read = (text: string): string[] =>
  pinyin(text, { toneType: 'num', type: 'array', v: true, toneSandhi: true })
    .filter((one) => syllable.test(one))
    .map((one) => one.replace('0', '5'));

for await (const line of createInterface({ input: process.stdin })) {
  const asked: unknown = JSON.parse(line);
  const texts = Array.isArray(asked) ? asked.map(String) : [];
  process.stdout.write(`${JSON.stringify(texts.map(read))}\n`);
}
