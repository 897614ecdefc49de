/**
 * Private speech: the focused control and what the screen says, in the ear of whoever uses the keypad. It begins with the
 * keypad's first key, never with a touch, and ends with the visitor. The sound is made by the host; where it has no voice,
 * the screen shows one quiet sign, and everything else works as ever.
 */
import type { Language } from '../../../config/texts/texts.ts';

const steps = 5;
const usualStep = 3;

export class Spoken {
  isOn = false;
  /** The host has no voice, or this machine no sound. */
  isMute = false;
  step = usualStep;

  readonly #onChange: () => void;
  #audio: HTMLAudioElement | null = null;
  #queue: readonly string[] = [];
  #last: readonly string[] = [];
  #language: Language = 'zh-CN';

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  begin(): void {
    this.isOn = true;
  }

  /** The visitor has gone: silent, and as loud as usual for the next one. */
  reset(): void {
    this.stop();
    this.isOn = false;
    this.isMute = false;
    this.step = usualStep;
    this.#last = [];
  }

  /** Says these instead of whatever is being said. */
  say(language: Language, ...texts: readonly string[]): void {
    if (!this.isOn) return;
    this.stop();
    this.#language = language;
    this.#last = texts.flatMap(cut);
    this.#queue = this.#last;
    this.#next();
  }

  /** Says this after what is being said: it happened without being asked for. */
  add(language: Language, text: string): void {
    if (!this.isOn || text === '') return;
    this.#language = language;
    this.#last = [...this.#last, ...cut(text)];
    this.#queue = [...this.#queue, ...cut(text)];
    if (this.#audio === null) this.#next();
  }

  repeat(): void {
    this.say(this.#language, ...this.#last);
  }

  stop(): void {
    this.#queue = [];
    if (this.#audio === null) return;
    const audio = this.#audio;
    this.#audio = null;
    audio.pause();
    audio.removeAttribute('src');
    audio.load();
  }

  /** @returns the step, from 1 to 5 */
  turn(by: 1 | -1): number {
    this.step = Math.min(steps, Math.max(1, this.step + by));
    if (this.#audio !== null) this.#audio.volume = this.step / steps;
    return this.step;
  }

  #next(): void {
    const [text, ...rest] = this.#queue;
    this.#queue = rest;
    if (text === undefined) return;
    const voice = this.#language === 'en' ? 'en' : 'zh';
    const audio = new Audio(`/api/v1/speech?${new URLSearchParams({ voice, text })}`);
    audio.volume = this.step / steps;
    this.#audio = audio;
    audio.addEventListener('ended', () => this.#over(audio, false));
    audio.addEventListener('error', () => this.#over(audio, true));
    // What was stopped before it began is no fault of the voice.
    audio.play().catch(() => this.#over(audio, true));
  }

  #over(audio: HTMLAudioElement, failed: boolean): void {
    if (this.#audio !== audio) return;
    this.#audio = null;
    if (this.isMute !== failed) {
      this.isMute = failed;
      this.#onChange();
    }
    if (!failed) this.#next();
  }
}

const hidden = 'svg, .second, .unseen:not(.said), [aria-hidden="true"], [inert]';

/** What the host takes at once is longer; a short first phrase is heard sooner. */
const phraseMax = 150;

function cut(text: string): string[] {
  if (text.length <= phraseMax) return text === '' ? [] : [text];
  const end = Math.max(
    ...[' ', ', ', '\uff0c', '\u3002', '. '].map((mark) => text.lastIndexOf(mark, phraseMax)),
  );
  const at = end <= 0 ? phraseMax : end + 1;
  return [text.slice(0, at).trim(), ...cut(text.slice(at).trim())];
}

/** What of an element is said: its label, or its words in the visitor's own language. */
export function spokenText(element: Element, leaveOut = ''): string {
  return element.getAttribute('aria-label')?.trim() ?? wordsOf(element, leaveOut);
}

/** The words themselves, whatever they are called together. */
export function wordsOf(element: Element, leaveOut = ''): string {
  const parts: string[] = [];
  for (const node of element.childNodes) {
    if (node instanceof Text) parts.push(node.data);
    else if (node instanceof Element && !node.matches(hidden) && (leaveOut === '' || !node.matches(leaveOut)))
      parts.push(spokenText(node, leaveOut));
  }
  return parts.join(' ').replaceAll(/\s+/g, ' ').trim();
}
