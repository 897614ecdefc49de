/** The options of libgpiod's programs, by version, and what they say to a wrong one; from tools/*.c of 1.6.3 and 2.2.1. */

export type GpiodVersion = '1.6.3' | '2.2.1';
export const programNames = ['gpiodetect', 'gpioget', 'gpiomon', 'gpioset'] as const;
export type ProgramName = (typeof programNames)[number];

/** A program's end with a message on its standard error. */
export class Death extends Error {}

interface Option {
  readonly short: string;
  readonly long: string;
  readonly hasValue: boolean;
}

/** As in `l active-low` or `B bias=`; one without a short form begins with a dash. */
function table(text: string): Option[] {
  return text.split(', ').map((words) => {
    const [short = '', long = ''] = words.split(' ');
    return { short, long: long.replace('=', ''), hasValue: long.endsWith('=') };
  });
}

const common = 'h help, v version';

const tables: Readonly<Record<GpiodVersion, Readonly<Record<ProgramName, readonly Option[]>>>> = {
  '1.6.3': {
    gpiodetect: table(common),
    gpioget: table(`${common}, l active-low, B bias=`),
    gpiomon: table(
      `${common}, l active-low, B bias=, n num-events=, s silent, r rising-edge, f falling-edge, b line-buffered, F format=`,
    ),
    gpioset: table(`${common}, l active-low, B bias=, D drive=, m mode=, s sec=, u usec=, b background`),
  },
  '2.2.1': {
    gpiodetect: table(common),
    gpioget: table(
      `${common}, l active-low, a as-is, b bias=, - by-name, c chip=, C consumer=, p hold-period=, - numeric, s strict, - unquoted`,
    ),
    gpiomon: table(
      `${common}, l active-low, - banner, b bias=, - by-name, c chip=, C consumer=, p debounce-period=, e edges=, E event-clock=, F format=, - idle-timeout=, - localtime, n num-events=, q quiet, q silent, s strict, - unquoted, - utc`,
    ),
    gpioset: table(
      `${common}, l active-low, - banner, b bias=, - by-name, c chip=, C consumer=, z daemonize, d drive=, p hold-period=, i interactive, s strict, t toggle=, - unquoted`,
    ),
  },
};

export interface Words {
  /** By their long names; those without a value have ''. */
  readonly options: ReadonlyMap<string, string>;
  readonly operands: readonly string[];
}

/**
 * As getopt_long does it with a `+`: options end at the first word that is none.
 * @throws Death as getopt and the program say it
 */
export function parseWords(version: GpiodVersion, program: ProgramName, args: readonly string[]): Words {
  const known = tables[version][program];
  const refuse = (text: string) => new Death(`${program}: ${text}\n${program}: try ${program} --help`);
  const options = new Map<string, string>();
  const rest = [...args];
  while (rest[0]?.startsWith('-') === true && rest[0] !== '-') {
    const word = rest.shift() ?? '';
    if (word === '--') break;
    const [name, glued] = word.startsWith('--') ? longName(word) : shortName(word);
    const option = known.find(({ short, long }) => (word.startsWith('--') ? long : short) === name);
    if (!option || name === '-')
      throw refuse(word.startsWith('--') ? `unrecognized option '--${name}'` : `invalid option -- '${name}'`);
    if (!option.hasValue && glued !== null) throw refuse(`option '--${name}' doesn't allow an argument`);
    const value = option.hasValue ? (glued ?? rest.shift()) : '';
    if (value === undefined) throw refuse(`option '${word}' requires an argument`);
    options.set(option.long, value);
  }
  return { options, operands: rest };
}

function longName(word: string): [string, string | null] {
  const [, name = '', value] = /^--([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
  return [name, value ?? null];
}

/** Short options are not bundled by anybody here. */
const shortName = (word: string): [string, string | null] => [
  word[1] ?? '',
  word.length > 2 ? word.slice(2) : null,
];
