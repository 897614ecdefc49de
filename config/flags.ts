/** What the host is told when it starts: flags first, then the environment, then defaults. */
import { isIPv6 } from 'node:net';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { quote } from './faults.ts';
import { defaultLobbyFile } from './load.ts';
import { suggestion } from './nearest.ts';

export interface ListenAddress {
  /** Without the brackets of an IPv6 address. */
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
}

export interface Flags {
  /** Full path of the lobby file. */
  readonly configFile: string;
  /** Full path of the data directory. */
  readonly dataDir: string;
  readonly listen: ListenAddress;
  /** Check the lobby file, say what is wrong with it, start nothing. */
  readonly checkConfig: boolean;
  readonly help: boolean;
}

export type ParsedFlags =
  { readonly ok: true; readonly flags: Flags } | { readonly ok: false; readonly faults: readonly string[] };

export const helpText = `Foyer, the controller of a service lobby.

Usage: npm start -- [options]

  --config FILE       the lobby file                  FOYER_CONFIG        (the property-service centre that comes along)
  --data DIR          where everything is kept        FOYER_DATA          (data, in the working directory)
  --listen HOST:PORT  where pages are served          FOYER_LISTEN        (127.0.0.1:8080)
                      IPv6 in brackets: [::1]:8080; port 0 takes a free one
  --check-config      check the lobby file and stop   FOYER_CHECK_CONFIG  (1 or 0)
  --help              this text

A flag wins over the environment. An empty variable counts as none.
`;

const options = {
  config: { type: 'string' },
  data: { type: 'string' },
  listen: { type: 'string' },
  'check-config': { type: 'boolean' },
  help: { type: 'boolean' },
} as const;
type Option = keyof typeof options;

const defaultListen: ListenAddress = { host: '127.0.0.1', port: 8080 };

/**
 * Reads the command line (without node and the script) and the environment; every fault comes at once. `--help` is
 * answered whatever else is wrong.
 */
export function parseFlags(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): ParsedFlags {
  const faults: string[] = [];
  const given = readCommandLine(argv, faults);
  const text = (option: Option, variable: string): Sourced | null => {
    const flag = given.get(option);
    if (flag !== undefined) return { text: flag, source: `--${option}` };
    const value = env[variable];
    return value === undefined || value === '' ? null : { text: value, source: variable };
  };

  const flags: Flags = {
    configFile: resolve(text('config', 'FOYER_CONFIG')?.text ?? defaultLobbyFile),
    dataDir: resolve(text('data', 'FOYER_DATA')?.text ?? 'data'),
    listen: readListen(text('listen', 'FOYER_LISTEN'), faults),
    checkConfig: readSwitch(text('check-config', 'FOYER_CHECK_CONFIG'), faults),
    help: given.has('help'),
  };
  return faults.length === 0 || flags.help ? { ok: true, flags } : { ok: false, faults };
}

/** A value and who said it, for the message. */
interface Sourced {
  readonly text: string;
  readonly source: string;
}

function readCommandLine(argv: readonly string[], faults: string[]): Map<Option, string> {
  // Not strict: strict stops at the first fault, and installers should hear of all.
  const { tokens } = parseArgs({ args: [...argv], options, strict: false, tokens: true });
  const given = new Map<Option, string>();
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') {
      faults.push(`${quote(token.value)} belongs to no flag; see --help.`);
      continue;
    }
    if (!isOption(token.name)) {
      faults.push(unknownFlag(token.rawName));
      continue;
    }
    const fault = optionFault(token.name, token.value, token.inlineValue ?? false);
    if (fault !== null) faults.push(fault);
    else if (given.has(token.name)) faults.push(`--${token.name} is given twice; keep one.`);
    else given.set(token.name, token.value ?? '1');
  }
  return given;
}

function isOption(name: string): name is Option {
  return Object.hasOwn(options, name);
}

function unknownFlag(rawName: string): string {
  const known = Object.keys(options).map((name) => `--${name}`);
  return `Unknown flag ${quote(rawName)}.${suggestion(rawName, known)} Known: ${known.join(', ')}.`;
}

function optionFault(name: Option, value: string | undefined, inline: boolean): string | null {
  if (options[name].type === 'boolean') {
    return value === undefined ? null : `--${name} takes no value; leave =${value} away.`;
  }
  if (value === undefined || value === '') return `--${name} needs a value; see --help.`;
  if (!inline && value.startsWith('-')) {
    return `--${name} needs a value, but ${quote(value)} follows; if that is the value, write --${name}=${value}.`;
  }
  return null;
}

function readSwitch(given: Sourced | null, faults: string[]): boolean {
  if (given === null || given.text === '0' || given.text === 'false') return false;
  if (given.text !== '1' && given.text !== 'true') {
    faults.push(`${given.source} is ${quote(given.text)}; write 1 or 0.`);
  }
  return true;
}

function readListen(given: Sourced | null, faults: string[]): ListenAddress {
  if (given === null) return defaultListen;
  const address = parseListen(given.text);
  if (typeof address !== 'string') return address;
  faults.push(`${given.source} is ${quote(given.text)}: ${address}`);
  return defaultListen;
}

function parseListen(text: string): ListenAddress | string {
  const match = /^(?:\[(?<ipv6>[^\]]*)\]|(?<name>.*)):(?<port>\d{1,5})$/.exec(text);
  const ipv6 = match?.groups?.['ipv6'];
  const name = match?.groups?.['name'];
  const port = Number(match?.groups?.['port']);
  if (isIPv6(text) || (name !== undefined && isIPv6(name))) {
    return 'put an IPv6 address in brackets, like [::1]:8080.';
  }
  if (match === null) return 'write HOST:PORT, like 127.0.0.1:8080.';
  if (port > 65_535) return `there is no port ${port}; the last is 65535.`;
  if (ipv6 !== undefined) {
    return isIPv6(ipv6) ? { host: ipv6, port } : `${quote(ipv6)} is no IPv6 address.`;
  }
  if (name === undefined || !/^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(name)) {
    return 'the host is missing or is none; write HOST:PORT, like 127.0.0.1:8080.';
  }
  return { host: name, port };
}
