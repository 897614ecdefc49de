import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startCommand } from '../../support/start-command.ts';
import { startChild } from '../child.ts';
import { HttpConnection } from '../http-client.ts';
import { told, type Bench, type Figure, type Row } from '../row.ts';
import { endWithRun, freshDir } from '../scratch.ts';
import { takeTicket } from '../tickets.ts';

const TREE = fileURLToPath(new URL('../../..', import.meta.url));

/** Runs a command to its end. @throws Error with its output unless it ends well */
async function command(program: string, args: readonly string[], cwd: string): Promise<void> {
  const child = endWithRun(spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] }));
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => (output += part));
  await once(child, 'close');
  if (child.exitCode !== 0) throw new Error(`${program} ${args.join(' ')} failed:\n${output}`);
}

async function run(bench: Bench): Promise<readonly Figure[]> {
  const dir = freshDir(bench.dir, 'install');
  const tree = join(dir, 'foyer');
  bench.progress('cloning the last commit');
  await command('git', ['clone', '--quiet', '--depth', '1', `file://${TREE}`, tree], dir);
  bench.progress('npm ci');
  const beginMs = performance.now();
  await command('npm', ['ci', '--no-audit', '--no-fund'], tree);
  const installedMs = performance.now();
  bench.progress('npm start');
  const host = await startChild(
    [...startCommand(tree), '--data', join(dir, 'data'), '--listen', '127.0.0.1:0'],
    /Kiosk\s+http:\/\/127\.0\.0\.1:(\d+)\/kiosk/,
  );
  const port = Number(host.said);
  const connection = await HttpConnection.open(port);
  await takeTicket(connection, port, 'A');
  const answersMs = performance.now();
  connection.close();
  await host.stop();
  return [
    told('npm ci', (installedMs - beginMs) / 1000, 's'),
    {
      what: 'npm ci, then start, then the first ticket',
      value: (answersMs - beginMs) / 1000,
      unit: 's',
      target: { direction: 'at most', factor: 1, limit: 60, from: 'fixed' },
      note: 'A clone of the last commit, with whatever the npm cache of this machine holds.',
    },
  ];
}

export const installRow: Row = {
  name: 'install',
  title: 'Install and start',
  onlyWith: 'install',
  run,
};
