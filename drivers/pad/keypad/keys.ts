/** The kernel's names and codes of keys, as in linux/input-event-codes.h, of all that a keypad may have. */

/** Keys that follow each other in the kernel's numbering; `-` stands for one that no keypad has. */
const row = (first: number, names: string): [string, number][] =>
  names
    .split(' ')
    .map((name, place): [string, number] => [name, first + place])
    .filter(([name]) => name !== '-');

const numbered = (prefix: string, from: number, to: number, first: number): [string, number][] =>
  Array.from({ length: to - from + 1 }, (_, place) => [`${prefix}${from + place}`, first + place]);

/** In the order of the kernel's numbering. Not among them: POWER, SLEEP and SYSRQ, which the system itself hears. */
const codes: ReadonlyMap<string, number> = new Map([
  ...row(1, 'ESC 1 2 3 4 5 6 7 8 9 0 MINUS EQUAL BACKSPACE TAB'),
  ...row(16, 'Q W E R T Y U I O P LEFTBRACE RIGHTBRACE ENTER LEFTCTRL'),
  ...row(30, 'A S D F G H J K L SEMICOLON APOSTROPHE GRAVE LEFTSHIFT BACKSLASH'),
  ...row(44, 'Z X C V B N M COMMA DOT SLASH RIGHTSHIFT KPASTERISK LEFTALT SPACE CAPSLOCK'),
  ...numbered('F', 1, 10, 59),
  ...row(69, 'NUMLOCK SCROLLLOCK KP7 KP8 KP9 KPMINUS KP4 KP5 KP6 KPPLUS KP1 KP2 KP3 KP0 KPDOT'),
  ...row(86, '102ND F11 F12'),
  ...row(
    96,
    'KPENTER RIGHTCTRL KPSLASH - RIGHTALT - HOME UP PAGEUP LEFT RIGHT END DOWN PAGEDOWN INSERT DELETE',
  ),
  ...row(
    113,
    'MUTE VOLUMEDOWN VOLUMEUP - KPEQUAL KPPLUSMINUS PAUSE - KPCOMMA - - - LEFTMETA RIGHTMETA COMPOSE STOP',
  ),
  ...row(138, 'HELP MENU CALC'),
  ...row(158, 'BACK FORWARD - - - NEXTSONG PLAYPAUSE PREVIOUSSONG STOPCD'),
  ...row(172, 'HOMEPAGE REFRESH EXIT - - - - KPLEFTPAREN KPRIGHTPAREN'),
  ...numbered('F', 13, 24, 183),
  ...row(0x160, 'OK SELECT GOTO CLEAR'),
  ...numbered('NUMERIC_', 0, 9, 0x200),
  ...row(0x20a, 'NUMERIC_STAR NUMERIC_POUND'),
  ...numbered('MACRO', 1, 30, 0x290),
]);

const known: ReadonlySet<number> = new Set(codes.values());

/** One more than the kernel's highest code of a key. */
export const keyCount = 0x300;

/** All names that `keyCode` knows, without `KEY_`. */
export const keyNames: readonly string[] = [...codes.keys()];

/** The kernel's code of a key by its name, such as `KP5`, `kp5` or `KEY_KP5`; null for a name that no key of a keypad has. */
export function keyCode(name: string): number | null {
  return codes.get(name.toUpperCase().replace(/^KEY_/, '')) ?? null;
}

/** Whether a key has this code. */
export function isKeyCode(code: number): boolean {
  return known.has(code);
}
