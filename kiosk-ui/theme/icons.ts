/** Line icons on a grid of 48, drawn for Foyer; `shared.css` gives them their stroke. */
import { svg, type SVGTemplateResult } from 'lit';

const shapes = {
  arrow: svg`<path d="M8 24h31M28 12l12 12-12 12"/>`,
  'arrow-down': svg`<path d="M24 6v35M9 27l15 15 15-15"/>`,
  bad: svg`<path d="M17 6h14l11 11v14L31 42H17L6 31V17zM17.5 17.5l13 13M30.5 17.5l-13 13"/>`,
  bell: svg`<path d="M24 5v5M12 34V22a12 12 0 0 1 24 0v12M7 34h34M20 41a4.5 4.5 0 0 0 8 0"/>`,
  bolt: svg`<path d="M27 4 10 27h13l-3 17 18-24H25z"/>`,
  calendar: svg`<path d="M7 11h34v31H7zM7 21h34M16 5v10M32 5v10M17 31l5 5 9-9"/>`,
  camera: svg`<path d="M5 15h9l4-6h12l4 6h9v25H5Z"/><circle cx="24" cy="26.5" r="7.5"/>`,
  check: svg`<circle cx="24" cy="24" r="19"/><path d="m15 25 6.5 6.5L33.5 18"/>`,
  child: svg`<circle cx="16" cy="9" r="5"/><path d="M8 43V25a8 8 0 0 1 16 0v5l4 4"/><circle cx="34" cy="24" r="4"/><path d="M28 43v-6a6 6 0 0 1 12 0v6"/>`,
  clock: svg`<circle cx="24" cy="24" r="19"/><path d="M24 12v12l8 6"/>`,
  closed: svg`<circle cx="24" cy="24" r="19"/><path d="M14 24h20"/>`,
  contrast: svg`<circle cx="24" cy="24" r="19"/><path class="dot" d="M24 5a19 19 0 0 1 0 38Z"/>`,
  cross: svg`<circle cx="24" cy="24" r="19"/><path d="m17 17 14 14M31 17 17 31"/>`,
  cup: svg`<path d="M8 18h27v13a9 9 0 0 1-9 9h-9a9 9 0 0 1-9-9zM35 21h3a5 5 0 0 1 0 12h-3M15 11V6M23 11V6M31 11V6"/>`,
  cut: svg`<circle cx="13" cy="36" r="6"/><circle cx="35" cy="36" r="6"/><path d="M17 31 34 6M31 31 14 6"/>`,
  desk: svg`<path d="M5 39h38M9 33a15 15 0 0 1 30 0ZM24 18v-6M19 11h10"/>`,
  door: svg`<path d="M4 42h40M10 42V7h20v35M30 13l8 4v25"/><circle class="dot" cx="24.5" cy="26" r="2.4"/>`,
  down: svg`<path d="m9 17 15 15 15-15"/>`,
  elderly: svg`<circle cx="20" cy="8.5" r="5"/><path d="M13 33c-2-10 1-16 7-16 5 0 5 5 10 9M18 30l6 5v8M14 34l-3 9M34 43V27c0-4 5-4 5 0"/>`,
  erase: svg`<path d="M17 9h26v30H17L5 24zM24 18l12 12M36 18 24 30"/>`,
  escort: svg`<circle cx="15" cy="9" r="5"/><circle cx="35" cy="12" r="4.5"/><path d="M8 43V26a7 7 0 0 1 14 0v17M22 27l8 4M30 43V28a5 5 0 0 1 10 0v15"/>`,
  exit: svg`<path d="M28 8H9v32h19M20 24h22M32 14l10 10-10 10"/>`,
  eye: svg`<path d="M4 24c5-9 12-13 20-13s15 4 20 13c-5 9-12 13-20 13S9 33 4 24z"/><circle cx="24" cy="24" r="5.5"/>`,
  flag: svg`<path d="M12 43V6M12 8h25l-6 9 6 9H12"/>`,
  globe: svg`<circle cx="24" cy="24" r="19"/><path d="M5 24h38M24 5c5.5 5 8 11.5 8 19s-2.5 14-8 19c-5.5-5-8-11.5-8-19s2.5-14 8-19Z"/>`,
  heart: svg`<path d="M24 42C10 32 5 25 5 17a10 10 0 0 1 19-4 10 10 0 0 1 19 4c0 8-5 15-19 25Z"/>`,
  help: svg`<circle cx="24" cy="24" r="18"/><circle cx="24" cy="24" r="7.5"/><path d="m11 11 7.5 7.5M37 11l-7.5 7.5M11 37l7.5-7.5M37 37l-7.5-7.5"/>`,
  home: svg`<path d="M6 23 24 8l18 15M11 20v21h26V20"/>`,
  info: svg`<circle cx="24" cy="24" r="19"/><path d="M24 22v12"/><circle class="dot" cx="24" cy="14.5" r="2.5"/>`,
  larger: svg`<path d="m3 40 12-31 12 31M7 30h16M28 40l8.5-22L45 40M31 33h11"/>`,
  later: svg`<path d="M8 10v28M18 24h24M32 14l10 10-10 10"/>`,
  link: svg`<path d="M20 28a8 8 0 0 0 12 1l7-7a8 8 0 0 0-11-11l-3 3M28 20a8 8 0 0 0-12-1l-7 7a8 8 0 0 0 11 11l3-3"/>`,
  lock: svg`<path d="M10 21h28v21H10zM16 21v-6a8 8 0 0 1 16 0v6"/>`,
  minus: svg`<path d="M8 24h32"/>`,
  more: svg`<path d="m16 8 16 16-16 16"/>`,
  mute: svg`<path d="M6 18h8l11-9v30l-11-9H6zM33 19l10 10M43 19 33 29"/>`,
  'no-link': svg`<path d="M26 9a8 8 0 0 1 13 13l-4 4M22 39A8 8 0 0 1 9 26l4-4M8 8l32 32"/>`,
  'no-paper': svg`<path d="M13 16V6h22v10M12 35H9a4 4 0 0 1-4-4V20a4 4 0 0 1 4-4h30a4 4 0 0 1 4 4v11a4 4 0 0 1-4 4h-3M18 28l12 12M30 28 18 40"/>`,
  'no-show': svg`<path d="M20 22a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM5 42c1-9 6-13 15-13 3 0 5 .4 7 1.3M33 31l10 10M43 31 33 41"/>`,
  note: svg`<path d="M10 5h20l9 9v29H10zM17 21h14M17 28h14M17 35h8"/>`,
  'no-sound': svg`<path d="M6 18h8L25 9v30L14 30H6zM32 18l11 12M43 18 32 30"/>`,
  pause: svg`<path d="M17 9v30M31 9v30"/>`,
  pen: svg`<path d="M8 40l2-10L32 8l8 8-22 22zM27 13l8 8"/>`,
  people: svg`<circle cx="18" cy="15" r="8"/><path d="M4 41c0-8 5.6-13 14-13s14 5 14 13M32 8a8 8 0 0 1 0 14M37 29c4.5 2 7 6.5 7 12"/>`,
  person: svg`<path d="M24 23a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM8 42c1-10 7-14 16-14s15 4 16 14"/>`,
  phone: svg`<rect x="12" y="4" width="24" height="40" rx="5"/><path d="M21 37h6"/>`,
  play: svg`<path d="M15 9l24 15-24 15z"/>`,
  plus: svg`<path d="M8 24h32M24 8v32"/>`,
  pregnant: svg`<circle cx="21" cy="8.5" r="5"/><path d="M19 18c-5 4-5 9-4 16l1 9M19 18c6 0 6 5 9 8 5 3 4 10-2 10h-3v7"/>`,
  printer: svg`<path d="M13 16V6h22v10M13 35H9a4 4 0 0 1-4-4V20a4 4 0 0 1 4-4h30a4 4 0 0 1 4 4v11a4 4 0 0 1-4 4h-4M13 27h22v15l-4-3-3.5 3-3.5-3-3.5 3-3.5-3-4 3Z"/>`,
  reach: svg`<circle cx="20" cy="7.5" r="4.5"/><path d="M20 16v14h11l5 12h5M20 22h10M13.5 24.5A11 11 0 1 0 29 37"/>`,
  repeat: svg`<path d="M39 25a15 15 0 1 1-4-11M39 5v11H28"/>`,
  screen: svg`<path d="M6 9h36v24H6zM24 33v8M15 41h18"/>`,
  shake: svg`<rect x="15" y="6" width="18" height="36" rx="4"/><path d="M8 16v16M40 16v16M2 20v8M46 20v8"/>`,
  shield: svg`<path d="M24 5 8 11v12c0 10 7 17 16 20 9-3 16-10 16-20V11zM16 24l6 6 11-11"/>`,
  star: svg`<path d="m24 5 5.8 12.4 13.4 1.6-9.9 9.2 2.6 13.3L24 34.9l-11.9 6.6 2.6-13.3-9.9-9.2 13.4-1.6z"/>`,
  swap: svg`<path d="M8 17h31M30 8l9 9-9 9M40 32H9M18 23l-9 9 9 9"/>`,
  tick: svg`<path d="m7 26 12 12L41 12"/>`,
  to: svg`<path d="M4 24h39M29 10l14 14-14 14"/>`,
  turn: svg`<path d="M24 5a19 19 0 1 1-13.4 5.6"/>`,
  warning: svg`<path d="M24 6 44 41H4ZM24 19v10"/><circle class="dot" cx="24" cy="35" r="2.4"/>`,
} as const;

export type IconName = keyof typeof shapes;

/** Decoration beside a word, so it is silent; a state is never said by an icon alone. */
export const icon = (name: IconName, className = ''): SVGTemplateResult =>
  svg`<svg class="icon ${className}" viewBox="0 0 48 48" aria-hidden="true">${shapes[name]}</svg>`;

/** Foyer's own sign: a doorway within a doorway. */
export const mark = (): SVGTemplateResult =>
  svg`<svg class="mark" viewBox="0 0 48 48" aria-hidden="true"><rect width="48" height="48" rx="7"/><path d="M12 38V23a12 12 0 0 1 24 0v15M20 38V24a4 4 0 0 1 8 0v14"/></svg>`;
