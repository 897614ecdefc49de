/** What moves, and how often it flashes. */
import type { Finding } from './finding.ts';
import { elementsOf, nameOf } from './tree.ts';

const flashes = [
  'opacity',
  'backgroundColor',
  'color',
  'borderColor',
  'borderTopColor',
  'visibility',
  'fill',
];

const where = (animation: Animation): string =>
  animation.effect instanceof KeyframeEffect && animation.effect.target !== null
    ? nameOf(animation.effect.target)
    : 'the page';

/** Every animation that runs, within all shadow roots. */
function animations(): Animation[] {
  const roots = [...elementsOf()].flatMap((one) => (one.shadowRoot === null ? [] : [one.shadowRoot]));
  return [document, ...roots].flatMap((root) => root.getAnimations());
}

/** Who asked for less motion gets none. */
export const running = (): Finding[] =>
  animations()
    .filter(({ playState }) => playState === 'running')
    .map((animation) => ({ what: 'motion', where: where(animation), why: 'runs under reduced motion' }));

/** How many times a second something goes away and comes back: in a second, half as many as there are changes. */
function flashesPerSecond({ effect }: Animation): number {
  if (!(effect instanceof KeyframeEffect)) return 0;
  const frames = effect.getKeyframes();
  const changes = flashes.map((property) => {
    const values = frames.flatMap((frame) => {
      const value = frame[property];
      return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
    });
    return values.filter((value, place) => place > 0 && value !== values[place - 1]).length;
  });
  const most = Math.max(0, ...changes);
  const { duration, iterations } = effect.getComputedTiming();
  const repeats = (iterations ?? 1) > 1;
  if (most === 0 || (!repeats && most < 2)) return 0;
  const seconds = Number(duration) / 1000;
  // One that jumps back at its end flashes once a turn, however little it changes within.
  return Math.max(most / 2, repeats ? 1 : 0) / seconds;
}

const mostPerSecond = 1;

export const flashing = (): Finding[] =>
  animations()
    .map((animation) => ({ animation, rate: flashesPerSecond(animation) }))
    .filter(({ rate }) => rate > mostPerSecond)
    .map(({ animation, rate }) => ({ what: 'flash', where: where(animation), why: `${rate} a second` }));

/** How many things move. */
export const moving = (): number => animations().filter(({ playState }) => playState === 'running').length;
