/** What a technician may ask of the house's memory over HTTP, and how the keeper's answers are told. */
import Fastify from 'fastify';
import { describe, expect, it, onTestFinished } from 'vitest';
import { initialState } from '../../firmware-host/domain/state.ts';
import { LiveViews } from '../../firmware-host/http/live.ts';
import { answerWithProblems } from '../../firmware-host/http/problems.ts';
import { storageRoutes, type Keeper } from '../../firmware-host/http/storage.ts';
import type { Server } from '../../firmware-host/http/typed-server.ts';
import type { StorageView } from '../../firmware-host/messages/storage.ts';
import type { Problem } from '../../firmware-host/messages/views.ts';
import { backup, storageView } from '../kiosk/support/maintenance-view.ts';

const clock = { now: () => ({ at: 0, monoMs: 0, boot: 'boot', trusted: true }), trusted: () => true };
const newest = backup(18_204, 15);

class ScriptedKeeper implements Keeper {
  shown: StorageView = storageView();
  running = false;
  wrong: string | null = null;
  readonly restored: string[] = [];
  /** What a backup makes of the view. */
  made: (view: StorageView) => StorageView = (view) => view;

  view(): StorageView {
    return this.shown;
  }

  onChange() {
    return () => undefined;
  }

  async backUp() {
    if (this.running) return 'running' as const;
    this.shown = this.made(this.shown);
    return 'done' as const;
  }

  async check() {
    return this.wrong;
  }

  async restore(place: string, name: string) {
    this.restored.push(`${place}/${name}`);
    return 'accepted' as const;
  }
}

const withFiles = (change: Partial<StorageView['backup']>) => (view: StorageView) => ({
  ...view,
  backup: { ...view.backup, ...change },
});

function start() {
  const keeper = new ScriptedKeeper();
  const app = Fastify({ ajv: { customOptions: { removeAdditional: false } } }) as unknown as Server;
  answerWithProblems(app);
  const live = new LiveViews({ committed: initialState(), onCommit: () => () => undefined } as never, clock);
  storageRoutes(app, { keeper, live });
  onTestFinished(async () => {
    live.close();
    await app.close();
  });
  const ask = async (method: 'GET' | 'POST', path: string, payload?: object) => {
    const answer = await app.inject({
      method,
      url: `/api/v1/storage${path}`,
      ...(payload === undefined ? {} : { payload }),
    });
    return { status: answer.statusCode, body: JSON.parse(answer.body) as StorageView & Problem };
  };
  return { keeper, ask };
}

it('shows how the memory does', async () => {
  const { keeper, ask } = start();
  expect(await ask('GET', '')).toEqual({ status: 200, body: keeper.shown });
});

describe('a backup', () => {
  const fresh = backup(18_231, 26);

  it('is answered with the view that has it', async () => {
    const { keeper, ask } = start();
    keeper.made = withFiles({ files: [fresh, newest] });
    expect(await ask('POST', '/backup')).toMatchObject({
      status: 200,
      body: { backup: { files: [{ position: 18_231 }, {}] } },
    });
  });

  it('that reached this disk alone is a backup, whose view names the fault of the other', async () => {
    const { keeper, ask } = start();
    keeper.made = withFiles({ files: [fresh, newest], fault: '/media/usb is not there' });
    expect(await ask('POST', '/backup')).toMatchObject({
      status: 200,
      body: { backup: { fault: '/media/usb is not there' } },
    });
  });

  it('that reached nothing is refused, with the reason', async () => {
    const { keeper, ask } = start();
    keeper.made = withFiles({ fault: 'disk full' });
    expect(await ask('POST', '/backup')).toMatchObject({
      status: 503,
      body: { code: 'backup-failed', detail: 'disk full' },
    });
  });

  it('is refused while another is on its way', async () => {
    const { keeper, ask } = start();
    keeper.running = true;
    expect(await ask('POST', '/backup')).toMatchObject({ status: 409, body: { code: 'backup-running' } });
  });
});

it('a check says that all is good, or what is not', async () => {
  const { keeper, ask } = start();
  expect((await ask('POST', '/check')).status).toBe(200);
  keeper.wrong = 'row 12: sum';
  expect(await ask('POST', '/check')).toMatchObject({
    status: 409,
    body: { code: 'journal-damaged', detail: 'row 12: sum' },
  });
});

describe('a restoration', () => {
  const path = `/backups/local/${newest.name}/restore`;

  it('is accepted with its name said twice', async () => {
    const { keeper, ask } = start();
    expect(await ask('POST', path, { confirm: newest.name })).toEqual({
      status: 202,
      body: { place: 'local', name: newest.name },
    });
    expect(keeper.restored).toEqual([`local/${newest.name}`]);
  });

  it.each([
    ['another name', path, { confirm: 'yes' }, 400, '/confirm'],
    ['no name', path, {}, 400, '/confirm'],
    ['more than a name', path, { confirm: newest.name, force: true }, 400, '/force'],
    ['a backup that is not there', '/backups/local/x.db/restore', { confirm: 'x.db' }, 404, undefined],
    [
      'a place that is not there',
      `/backups/moon/${newest.name}/restore`,
      { confirm: newest.name },
      404,
      undefined,
    ],
    [
      'a way out of the directory',
      '/backups/local/..%2Fjournal.db/restore',
      { confirm: '../journal.db' },
      404,
      undefined,
    ],
  ])('is refused with %s', async (_what, url, payload, status, fault) => {
    const { keeper, ask } = start();
    const answer = await ask('POST', url, payload);
    expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([status, fault]);
    expect(keeper.restored).toEqual([]);
  });
});
