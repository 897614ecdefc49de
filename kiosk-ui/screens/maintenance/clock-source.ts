import type { Words } from '../../host/words.ts';

const sources = ['timesyncd', 'ntp', 'rtc', 'journal', 'assumed', 'stepped', 'doubted', 'none'] as const;

/** By whose word the clock is believed, or why it is not; a word that this page does not know is shown as it is. */
export function clockSource(source: string, words: Words): string {
  const known = sources.find((one) => one === source);
  return known === undefined ? source : words.text(`maintenance.source.${known}`);
}
