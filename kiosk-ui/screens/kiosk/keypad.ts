/** A tactile keypad is a keyboard with few keys: what each of them means here. */

export type KeypadKey = 'step' | 'select' | 'back' | 'help' | 'repeat' | 'louder' | 'softer';

const keys: Readonly<Record<string, KeypadKey>> = {
  ArrowUp: 'step',
  ArrowDown: 'step',
  ArrowLeft: 'step',
  ArrowRight: 'step',
  Enter: 'select',
  Escape: 'back',
  Backspace: 'back',
  F1: 'help',
  h: 'help',
  H: 'help',
  F2: 'repeat',
  r: 'repeat',
  R: 'repeat',
  '+': 'louder',
  '-': 'softer',
};

/**
 * @param isTyping whether signs are entered now: then letters, minus and backspace are signs, as a scanner's are
 * @returns null for every other key
 */
export function keypadKey(
  { key, ctrlKey, altKey, metaKey }: KeyboardEvent,
  isTyping: boolean,
): KeypadKey | null {
  if (ctrlKey || altKey || metaKey) return null;
  if (isTyping && (key === 'Backspace' || /^[a-z-]$/i.test(key))) return null;
  return keys[key] ?? null;
}
