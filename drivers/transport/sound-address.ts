/** Ports that sound goes to. */
import { onlyKeys, Refusal, type Query } from './address-query.ts';

/** A sound card of this machine, as the programs of ALSA call it. */
export interface AlsaAddress {
  readonly kind: 'alsa';
  /** `default`, or one of `aplay -L`. */
  readonly device: string;
}

/** The lobby's televisions: their pages fetch the sound and play it. */
export interface PagesAddress {
  readonly kind: 'pages';
}

/** Letters, digits and what ALSA puts between them; nothing that begins like a flag of a program. */
const alsaName = /^[A-Za-z0-9_][A-Za-z0-9_:,.=-]{0,99}$/;

export function alsa(device: string, query: Query): AlsaAddress {
  onlyKeys(query, []);
  if (!alsaName.test(device))
    throw new Refusal('needs a sound card as aplay -L shows it; for example alsa:default or alsa:plughw:1,0');
  return { kind: 'alsa', device };
}

export function pages(rest: string, query: Query): PagesAddress {
  onlyKeys(query, []);
  if (rest !== '') throw new Refusal(`has "${rest}" after "pages:"; nothing may follow`);
  return { kind: 'pages' };
}
