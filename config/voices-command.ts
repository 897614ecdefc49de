/** The command `npm run voices`, but for the process that it runs in. */
import { parseArgs } from 'node:util';
import { checkSet, makeSet } from '../drivers/speaker/clips/set.ts';
import { SpeechMaker } from '../drivers/speaker/program/maker.ts';
import type { VoiceName } from '../drivers/speaker/speaker.ts';
import { PinyinReader } from '../drivers/speaker/words/pinyin.ts';
import { UsageError } from '../drivers/simulate/kind.ts';
import { callClips } from './call-clips.ts';
import { formatFaults } from './faults.ts';
import { defaultLobbyFile, loadConfig } from './load.ts';
import type { LobbyConfig } from './schema.ts';
import { voiceNames } from './speaker-schema.ts';

export const help = `Recordings for calls: makes a full set with espeak-ng, to be replaced file by file with your own.

  npm run voices -- --out DIR
  npm run voices -- --out DIR --config my-lobby.yaml --languages zh
  npm run voices -- --check DIR

  --out DIR        makes what is missing there: letters, numbers to 99, and the pieces of the calls of a lobby.
                   No file is written over. Replace any of them by a recording of your own: WAV, mono, 16 bit.
  --check DIR      says what is missing, silent, clipped or in a wrong format there, each with its remedy
  --config FILE    the lobby whose calls are meant; the one that comes along when it is left out
  --languages zh,en   only these; all languages of the lobby when it is left out

A speaker uses the set when the lobby file says  clips: DIR  there.
Exit codes: 0 all is there; 1 something is wrong with the set, or it could not be made; 2 wrong flags.
`;

/**
 * @returns how many faults a check has found
 * @throws UsageError
 * @throws Error where the set cannot be made
 */
export async function voices(args: string[], say: (text: string) => void): Promise<number> {
  const { out, check, help: wantsHelp, ...options } = parse(args);
  if (wantsHelp) {
    say(help);
    return 0;
  }
  if ((out === undefined) === (check === undefined))
    throw new UsageError('say either --out DIR or --check DIR');
  const config = await lobby(options.config ?? defaultLobbyFile);
  const chosen = chooseVoices(options.languages, config);
  const reader = new PinyinReader();
  const maker = new SpeechMaker();
  try {
    const wanted = await callClips(config, chosen, (runs) => reader.read(runs));
    if (check !== undefined) {
      const faults = await checkSet(check, wanted);
      say(
        faults.length === 0
          ? `${check}: all is there.\n`
          : `${faults.join('\n')}\n${count(faults.length)}.\n`,
      );
      return faults.length;
    }
    const dir = out ?? '';
    const { made, kept } = await makeSet(dir, wanted, maker);
    say(`${dir}: ${made.length} recordings made, ${kept.length} left as they were.\n`);
    return 0;
  } finally {
    await Promise.all([reader.close(), maker.close()]);
  }
}

const count = (faults: number): string => (faults === 1 ? '1 fault' : `${faults} faults`);

async function lobby(file: string): Promise<LobbyConfig> {
  const loaded = await loadConfig(file);
  if (loaded.ok) return loaded.config;
  throw new Error(formatFaults(loaded.faults));
}

function chooseVoices(text: string | undefined, { speech }: LobbyConfig): VoiceName[] {
  if (text === undefined) return speech.voices.map(({ voice }) => voice);
  return text.split(',').map((name) => {
    const found = voiceNames.find((one) => one === name.trim());
    if (found === undefined)
      throw new UsageError(`no language "${name}"; known are ${voiceNames.join(', ')}`);
    return found;
  });
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        out: { type: 'string' },
        check: { type: 'string' },
        config: { type: 'string' },
        languages: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
