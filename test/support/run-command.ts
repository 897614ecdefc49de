/** A command of package.json as a process of its own, run to its end. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';

const TREE = resolve(import.meta.dirname, '../..');

export interface Ended {
  readonly code: number | null;
  readonly said: string;
  readonly complained: string;
}

/** @param name of the script, which has to be `node <program>` */
export async function runCommand(name: string, args: readonly string[]): Promise<Ended> {
  const manifest = JSON.parse(readFileSync(join(TREE, 'package.json'), 'utf8')) as {
    scripts: Readonly<Record<string, string>>;
  };
  const [node, ...program] = (manifest.scripts[name] ?? '').split(' ');
  if (node !== 'node') throw new Error(`npm run ${name} runs "${manifest.scripts[name]}"`);
  const child = spawn(process.execPath, [...program, ...args], {
    cwd: TREE,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const texts = { said: '', complained: '' };
  child.stdout.setEncoding('utf8').on('data', (part: string) => (texts.said += part));
  child.stderr.setEncoding('utf8').on('data', (part: string) => (texts.complained += part));
  await once(child, 'close');
  return { code: child.exitCode, ...texts };
}
