/** A host's beginning: what keeps it from starting, what a lobby file's faults look like, and what it still knows. */
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Api } from '../support/api.ts';
import { runFoyer, startFoyer } from '../support/foyer.ts';
import { lobbyFile } from '../support/lobby-file.ts';
import { tempDir } from '../support/temp.ts';

describe('a start', () => {
  it('is refused to a second host on the same data, and the first goes on', async () => {
    const dir = tempDir();
    const args = ['--config', lobbyFile(dir)];
    const api = new Api((await startFoyer(dir, args)).url);
    const { code, output } = await runFoyer(['--data', dir, '--listen', '127.0.0.1:0', ...args]);
    expect(code).toBe(1);
    expect(output).toMatch(/another Foyer is running on this data directory/);
    expect(output).toContain(dir);
    expect(output).not.toMatch(/\n\s+at /);
    expect((await api.take()).ticket.number).toBe('A001');
  });

  it('is refused on a port that somebody else has, with its address', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    onTestFinished(() => void other.close());
    const address = other.address();
    const taken = typeof address === 'object' ? `127.0.0.1:${address?.port}` : '';
    const dir = tempDir();
    const { code, output } = await runFoyer(['--data', dir, '--listen', taken]);
    expect(code).toBe(1);
    expect(output).toMatch(/in use/);
    expect(output).toContain(taken);
    expect(output).not.toMatch(/\n\s+at /);
  });

  it('of a demo lobby is refused on an address that others can reach', async () => {
    const reachable = ['0.0.0.0:0', '[::]:0', '192.0.2.7:8080'];
    const ended = await Promise.all(
      reachable.map((listen) => runFoyer(['--data', tempDir(), '--listen', listen])),
    );
    for (const { code, output } of ended) {
      expect(code).toBe(1);
      expect(output).toMatch(/access: demo.*--listen 127\.0\.0\.1/);
    }
  });

  it('is refused without the secret of its centre, or with rubbish for an id, and ends', async () => {
    const dir = tempDir();
    const centre = { url: 'https://centre.example.org/events', secretFile: 'centre.secret' };
    const args = ['--data', dir, '--listen', '127.0.0.1:0', '--config', lobbyFile(dir, { more: { centre } })];
    const without = await runFoyer(args);
    expect(without.code).toBe(1);
    expect(without.output).toMatch(/could not start: .*centre\.secret: there is no such file/);
    const key = Buffer.alloc(32, 1).toString('base64');
    writeFileSync(`${dir}/centre.secret`, `whsec_${key}`, { mode: 0o600 });
    writeFileSync(`${dir}/lobby-id`, 'rubbish');
    const damaged = await runFoyer(args);
    expect(damaged.code).toBe(1);
    expect(damaged.output).toContain(`${dir}/lobby-id`);
  });

  it('is refused in a folder that cannot be one', async () => {
    const dir = tempDir();
    writeFileSync(`${dir}/file`, '');
    const { code, output } = await runFoyer(['--data', `${dir}/file`, '--listen', '127.0.0.1:0']);
    expect(code).toBe(1);
    expect(output).toContain(`${dir}/file`);
    writeFileSync(`${dir}/journal.db`, 'this is no journal'.repeat(100));
    const foreign = await runFoyer(['--data', dir, '--listen', '127.0.0.1:0']);
    expect(foreign.code).toBe(1);
    expect(foreign.output).toContain(`${dir}/journal.db`);
  });
});

describe('--check-config', () => {
  it('says that a good file is good: 0', async () => {
    const file = lobbyFile(tempDir());
    expect(await runFoyer(['--config', file, '--check-config'])).toEqual({
      code: 0,
      output: `${file}: good.\n`,
    });
  });

  it('says every fault of a bad one with file and line: 2', async () => {
    const file = lobbyFile(tempDir(), { more: { timeZone: 'Asia/Shangai', colour: 'red' } });
    const lines = readFileSync(file, 'utf8').split('\n');
    const lineOf = (key: string) => lines.findIndex((line) => line.startsWith(key)) + 1;
    const { code, output } = await runFoyer(['--config', file, '--check-config']);
    expect(code).toBe(2);
    expect(output).toMatch(new RegExp(`^${file}:${lineOf('timeZone')}:\\d+: timeZone: .*Asia/Shanghai`, 'm'));
    expect(output).toMatch(new RegExp(`^${file}:${lineOf('colour')}:\\d+: .*colour`, 'm'));
    expect(output).toContain('2 faults');
  });

  it('says where there is no file, or no sense in the flags: 2', async () => {
    const missing = `${tempDir()}/none.yaml`;
    const { code, output } = await runFoyer(['--config', missing]);
    expect({ code, named: output.includes(missing) }).toEqual({ code: 2, named: true });
    expect((await runFoyer(['--confg', missing])).code).toBe(2);
  });
});

it('a restart knows who sits where, who is served, and who comes next', async () => {
  const dir = tempDir();
  const args = ['--config', lobbyFile(dir)];
  const foyer = await startFoyer(dir, args);
  const api = new Api(foyer.url);
  await api.act('1', 'sign-in', { agent: 'agent-1' });
  await api.act('2', 'sign-in', { agent: 'agent-2' });
  const tickets = [await api.take('A'), await api.take('B'), await api.take('A')];
  await api.act('1', 'call-next');
  await api.act('1', 'start');
  await api.act('2', 'call-next');
  const before = await views(api);
  await foyer.stop('SIGKILL');
  const after = new Api((await startFoyer(dir, args)).url);
  expect(await views(after)).toEqual(before);
  expect((await after.follow(tickets[0]?.ticket.token ?? '')).state).toBe('serving');
  await after.act('1', 'finish');
  expect((await after.act('1', 'call-next')).ticket?.number).toBe(tickets[2]?.ticket.number);
  expect((await after.take('A')).ticket.number).toBe('A003');
});

/** All but the time of the view itself, what is allowed from now on, and papers, which go on meanwhile. */
const stable = (view: object): unknown =>
  JSON.parse(JSON.stringify({ ...view, now: null, printProblems: null }), (key, value: unknown) =>
    key === 'recallAt' || key === 'noShowAt' ? null : value,
  );

/** What the lobby's screens show. */
const views = async (client: Api) => ({
  one: stable(await client.counter('1')),
  two: stable(await client.counter('2')),
  display: stable(await client.display()),
});
