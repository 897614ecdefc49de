import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { helpText, parseFlags, type Flags } from '../../config/flags.ts';
import { defaultLobbyFile } from '../../config/load.ts';

function flagsOf(argv: string[], env: Record<string, string> = {}): Flags {
  const parsed = parseFlags(argv, env);
  if (!parsed.ok) throw new Error(parsed.faults.join('\n'));
  return parsed.flags;
}

function faultsOf(argv: string[], env: Record<string, string> = {}): readonly string[] {
  const parsed = parseFlags(argv, env);
  return parsed.ok ? [] : parsed.faults;
}

test('without a word, the demo lobby on the loopback', () => {
  expect(flagsOf([])).toEqual({
    configFile: defaultLobbyFile,
    dataDir: resolve('data'),
    listen: { host: '127.0.0.1', port: 8080 },
    checkConfig: false,
    help: false,
  });
});

test('flags say all, with a space or an equals sign', () => {
  expect(
    flagsOf(['--config', 'a.yaml', '--data=/var/lib/foyer', '--listen', '[::1]:0', '--check-config']),
  ).toEqual({
    configFile: resolve('a.yaml'),
    dataDir: '/var/lib/foyer',
    listen: { host: '::1', port: 0 },
    checkConfig: true,
    help: false,
  });
});

describe('the environment', () => {
  test('says the same', () => {
    const env = {
      FOYER_CONFIG: '/a.yaml',
      FOYER_DATA: '/d',
      FOYER_LISTEN: 'localhost:80',
      FOYER_CHECK_CONFIG: '1',
    };
    expect(flagsOf([], env)).toEqual({
      configFile: '/a.yaml',
      dataDir: '/d',
      listen: { host: 'localhost', port: 80 },
      checkConfig: true,
      help: false,
    });
  });

  test('gives way to a flag, even where it is wrong', () => {
    const env = { FOYER_LISTEN: 'nonsense', FOYER_CONFIG: '/env.yaml', FOYER_CHECK_CONFIG: '0' };
    const flags = flagsOf(['--listen', '127.0.0.1:1', '--config', '/flag.yaml', '--check-config'], env);
    expect([flags.listen.port, flags.configFile, flags.checkConfig]).toEqual([1, '/flag.yaml', true]);
  });

  test('counts as unsaid where it is empty', () => {
    expect(
      flagsOf([], { FOYER_CONFIG: '', FOYER_DATA: '', FOYER_LISTEN: '', FOYER_CHECK_CONFIG: '' }),
    ).toEqual(flagsOf([]));
  });

  test('is named in its faults', () => {
    expect(faultsOf([], { FOYER_LISTEN: '8080', FOYER_CHECK_CONFIG: 'yes' })).toEqual([
      'FOYER_LISTEN is "8080": write HOST:PORT, like 127.0.0.1:8080.',
      'FOYER_CHECK_CONFIG is "yes"; write 1 or 0.',
    ]);
  });
});

test.each([
  [
    ['--confg', 'x'],
    [/Unknown flag "--confg"\. Did you mean "--config"\?/, /"x" belongs to no flag/],
  ],
  [['-c'], [/Unknown flag "-c"\. Known: --config/]],
  [['--no-check-config'], [/Unknown flag "--no-check-config"/]],
  [['stray'], [/"stray" belongs to no flag/]],
  [['--'], []],
  [['--config'], [/--config needs a value/]],
  [['--config='], [/--config needs a value/]],
  [['--config', '--data=x'], [/"--data=x" follows/]],
  [['--data=-x'], []],
  [['--check-config=yes'], [/takes no value/]],
  [['--data', 'a', '--data', 'b'], [/--data is given twice/]],
  [['--listen', '8080'], [/--listen is "8080": write HOST:PORT/]],
  [['--listen', ':8080'], [/host is missing/]],
  [['--listen', '::1:8080'], [/in brackets/]],
  [['--listen', '::1'], [/in brackets/]],
  [['--listen', '[::zz]:80'], [/"::zz" is no IPv6 address/]],
  [['--listen', 'a b:80'], [/write HOST:PORT/]],
  [['--listen', '127.0.0.1:65536'], [/no port 65536/]],
  [['--listen', '127.0.0.1:-1'], [/write HOST:PORT/]],
  [
    ['--wat', '--listen', 'x', '--data', ''],
    [/Unknown flag "--wat"/, /--data needs/, /--listen is "x"/],
  ],
])('%j', (argv, expected) => {
  expect(faultsOf(argv)).toEqual(expected.map((pattern) => expect.stringMatching(pattern)));
});

test('--help is answered whatever else is wrong, and names every flag and variable', () => {
  expect(flagsOf(['--help', '--wat']).help).toBe(true);
  for (const flag of ['--config', '--data', '--listen', '--check-config', '--help']) {
    expect(helpText).toContain(flag);
  }
  for (const variable of ['FOYER_CONFIG', 'FOYER_DATA', 'FOYER_LISTEN', 'FOYER_CHECK_CONFIG']) {
    expect(helpText).toContain(variable);
  }
});
