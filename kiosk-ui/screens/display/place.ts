import type { CounterName } from '../../../firmware-host/messages/views.ts';
import type { Words } from '../../host/words.ts';

/** "3 号窗口" is a large 3 and a small word; a counter whose name does not carry its id is all sign. */
export function placeOf(
  { id, name }: CounterName,
  words: Words,
): { readonly sign: string; readonly word: string } {
  const whole = words.name(name);
  return whole.includes(id) ? { sign: id, word: whole.replace(id, '').trim() } : { sign: whole, word: '' };
}
