/** Closes the ways out of a public page, and lets a tactile keypad walk through it with its arrows. */
const forbidden = ['contextmenu', 'dragstart', 'selectstart', 'gesturestart'] as const;

export function lockDown(): void {
  for (const type of forbidden) window.addEventListener(type, (event) => event.preventDefault());
  // Control and the wheel, which is also what a trackpad sends for a pinch.
  window.addEventListener('wheel', (event) => event.preventDefault(), { passive: false });
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** Moves the focus among the buttons of `root`, in reading order. */
export function walk(event: KeyboardEvent, root: ShadowRoot): void {
  const step = steps[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const buttons = [...root.querySelectorAll<HTMLButtonElement>('button:not(:disabled)')].filter(
    (button) => button.closest('[inert]') === null,
  );
  const at = buttons.findIndex((button) => button === root.activeElement);
  const next = at === -1 && step === -1 ? -1 : at + step;
  buttons.at(next % buttons.length)?.focus();
}
