/** Numbers in numbered pinyin. Not left to a library: of what is called all day, every syllable is known here. */

const digits = ['ling2', 'yi1', 'er4', 'san1', 'si4', 'wu3', 'liu4', 'qi1', 'ba1', 'jiu3'] as const;

/** A digit by itself, as in a ticket's number. */
export const digitPinyin = (digit: string): string => digits[Number(digit)] ?? '';

const units = [
  { value: 1000, name: 'qian1', one: 'yi4' },
  // The fourth tone before the third one, the second before the fourth: only 一 changes so.
  { value: 100, name: 'bai3', one: 'yi4' },
  { value: 10, name: 'shi2', one: 'yi1' },
] as const;

/** @param value a whole number from 0 to 9999 */
export function numberPinyin(value: number): string[] {
  if (value < 10) return [digitPinyin(String(value))];
  const said: string[] = [];
  let rest = value;
  let isGap = false;
  for (const unit of units) {
    const count = Math.floor(rest / unit.value);
    rest %= unit.value;
    if (count === 0) {
      isGap = said.length > 0;
      continue;
    }
    if (isGap) said.push('ling2');
    isGap = false;
    // 12 is ten two, 112 is one hundred one ten two.
    if (count > 1 || unit.value > 10 || said.length > 0)
      said.push(count === 1 ? unit.one : digitPinyin(String(count)));
    said.push(unit.name);
  }
  if (rest === 0) return said;
  return [...said, ...(isGap ? ['ling2'] : []), digitPinyin(String(rest))];
}
