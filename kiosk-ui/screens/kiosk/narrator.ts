/** What is said of a screen, and when: its question as it opens, the control that has the focus, and what happens by itself. */
import type { Words } from '../../host/words.ts';
import { spokenText, wordsOf, type Spoken } from './spoken.ts';

/** Told as soon as it changes, without being asked for. */
const telling = '[role="status"], [role="alert"]';

export class Narrator {
  readonly #spoken: Spoken;
  readonly #root: ShadowRoot;
  /** What was said of each of them last. */
  #told: readonly string[] = [];
  #screen = '';
  /** The next control is said after what is being said. */
  isAppending = false;
  /** The page moves the focus itself: what it moves to is said with the screen. */
  #isOwn = false;

  constructor(root: ShadowRoot, spoken: Spoken) {
    this.#root = root;
    this.#spoken = spoken;
    root.addEventListener('focusin', ({ target }) => {
      if (!this.#isOwn && target instanceof HTMLButtonElement) this.#focused(target);
    });
  }

  words: Words | null = null;

  focus(selector: string): void {
    this.#isOwn = true;
    this.#root.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
    this.#isOwn = false;
  }

  /**
   * After every change of the screen.
   * @param screen its name: another one is another screen, and is read from its beginning
   */
  follow(screen: string): void {
    if (screen !== this.#screen) {
      this.#screen = screen;
      return this.open();
    }
    if (!this.#spoken.isOn || this.words === null) return;
    const texts = this.#texts();
    for (const text of texts) if (!this.#told.includes(text)) this.#spoken.add(this.words.language, text);
    this.#told = texts;
  }

  /** Reads the screen from its beginning: what lies over it, or its question and what it says beside its controls. */
  open(): void {
    this.#told = this.#texts();
    if (this.words === null) return;
    const over = this.#root.querySelector('.over .panel');
    const parts =
      over === null ? [...this.#root.querySelectorAll('.question h2, main, .paper, .notice')] : [over];
    this.#spoken.say(this.words.language, ...parts.map((part) => wordsOf(part, 'button')));
  }

  #texts(): string[] {
    return [...this.#root.querySelectorAll(telling)].map((one) => spokenText(one, 'button'));
  }

  #focused(button: HTMLButtonElement): void {
    if (this.words === null) return;
    const isOn = button.getAttribute('aria-pressed') === 'true';
    const isOff = button.getAttribute('aria-disabled') === 'true';
    const { language } = this.words;
    const texts = [
      spokenText(button),
      isOn ? this.words.text('kiosk.spoken.on') : '',
      isOff ? this.words.text('kiosk.spoken.off') : '',
    ];
    if (this.isAppending) for (const text of texts) this.#spoken.add(language, text);
    else this.#spoken.say(language, ...texts);
    this.isAppending = false;
  }
}
