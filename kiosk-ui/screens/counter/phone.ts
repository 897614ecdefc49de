/** Whether a telephone number can be called: what is missing is said while it is still being typed. */

export type PhoneFault =
  { readonly kind: 'none' | 'letters' } | { readonly kind: 'missing' | 'extra'; readonly count: number };

/** Digits of a number by how it begins, at least and at most. */
const lengths: readonly { readonly begins: RegExp; readonly from: number; readonly to: number }[] = [
  // With the country's code: ITU-T E.164.
  { begins: /^\+/, from: 8, to: 15 },
  // A mobile telephone in mainland China.
  { begins: /^1/, from: 11, to: 11 },
  // A mobile telephone in Taiwan.
  { begins: /^09/, from: 10, to: 10 },
  // With the code of its area.
  { begins: /^0/, from: 9, to: 12 },
  // Within the area.
  { begins: /^/, from: 7, to: 8 },
];

/** What is wrong with it; null where nothing is. Spaces, hyphens and brackets are how people write, and do not count. */
export function phoneFault(written: string): PhoneFault | null {
  const number = written.replaceAll(/[\s()\-–./\uff08\uff09]/g, '').replace(/^(\+|00)86(?=[01])/, '');
  if (number === '') return { kind: 'none' };
  if (!/^\+?\d+$/.test(number)) return { kind: 'letters' };
  const digits = number.replace('+', '').length;
  const length = lengths.find(({ begins }) => begins.test(number));
  if (length === undefined) return null;
  if (digits < length.from) return { kind: 'missing', count: length.from - digits };
  return digits > length.to ? { kind: 'extra', count: digits - length.to } : null;
}
