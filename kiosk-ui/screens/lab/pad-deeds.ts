/** What the buttons of a pad are called, and drawn as: those that rate by their faces, the others as on an agent's console. */
import type { SVGTemplateResult } from 'lit';
import type { TextKey } from '../../../config/texts/texts.ts';
import type { SimulatedPadView } from '../../../firmware-host/messages/lab.ts';
import type { PadDoes } from '../../../firmware-host/messages/pad.ts';
import { ratingWord } from '../../elements/rating-word.ts';
import type { Words } from '../../host/words.ts';
import { icon, type IconName } from '../../theme/icons.ts';
import { sign } from '../../theme/signs.ts';

export type PadButton = SimulatedPadView['buttons'][number];

const deeds = {
  'call-next': { icon: 'bell', text: 'console.call-next' },
  recall: { icon: 'repeat', text: 'console.recall' },
  start: { icon: 'play', text: 'console.start' },
  finish: { icon: 'tick', text: 'console.finish' },
  'no-show': { icon: 'no-show', text: 'console.no-show' },
  hold: { icon: 'pause', text: 'console.hold' },
  ready: { icon: 'play', text: 'lab.ready' },
  'call-staff': { icon: 'people', text: 'lab.pad.staff' },
} as const satisfies Record<Exclude<PadDoes, 'rate'>, { icon: IconName; text: TextKey }>;

export interface PadKey {
  readonly picture: SVGTemplateResult | number;
  /** Below the button; empty where its figure says all. */
  readonly word: string;
  readonly said: string;
}

/** @param at the id of the counter where the pad lies */
export function padKey({ does, score, counter }: PadButton, scale: number, at: string, words: Words): PadKey {
  if (does === 'rate') return ratingKey(scale, score ?? 0, words);
  const { icon: shape, text } = deeds[does];
  const deed = words.text(text);
  // A pad may lie at one counter and serve its neighbours too.
  const isElsewhere = counter.id !== at;
  return {
    picture: icon(shape),
    word: isElsewhere ? `${deed} ${counter.id}` : deed,
    said: isElsewhere ? words.text('lab.pad.elsewhere', { deed, counter: words.name(counter.name) }) : deed,
  };
}

function ratingKey(scale: number, score: number, words: Words): PadKey {
  const word = ratingWord(scale, score);
  if (word === null) return { picture: score, word: '', said: words.text('lab.pad.score', { score }) };
  const said = words.text(`rating.${word}`);
  return { picture: sign(word), word: said, said };
}
