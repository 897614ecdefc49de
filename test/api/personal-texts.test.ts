/** Notes, cases and contacts: kept outside the journal, read one by one, and erased for ever. */
import { hash, randomUUID } from 'node:crypto';
import { readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type {
  CaseList,
  CaseView,
  PersonalText,
  StaffTicketView,
} from '../../firmware-host/messages/staff.ts';
import type { CounterView } from '../../firmware-host/messages/counter.ts';
import type { RatingView } from '../../firmware-host/messages/views.ts';
import { Api, bodyOf, problemOf } from '../support/api.ts';
import { busyLobby } from '../support/busy-lobby.ts';
import { sharedFoyer } from '../support/foyer.ts';
import { readKept } from '../support/kept.ts';
import { lobbyFile } from '../support/lobby-file.ts';

let config = '';
const foyer = sharedFoyer((dir) => {
  config = lobbyFile(dir, { more: busyLobby });
  return ['--config', config];
});
let api: Api;
let textsDir: string;
beforeAll(async () => {
  api = new Api(foyer().url);
  textsDir = join(dirname(config), 'texts');
  await api.act('1', 'sign-in', { agent: 'agent-1' });
});

const kept = () => readdirSync(textsDir).toSorted();
const read = async (ref: string) => bodyOf(await api.get(`/api/v1/staff/texts/${ref}`)) as PersonalText;
const erase = (ref: string) => api.ask('DELETE', `/api/v1/staff/texts/${ref}`);
const take = async (service: string) => (await api.take(service, { kiosk: 'wall' })).ticket;

/** Serves whoever is next at counter 1. */
async function serve(): Promise<void> {
  await api.act('1', 'call-next');
  await api.act('1', 'start');
  await api.act('1', 'finish');
}

describe('a note', () => {
  it('is on disk for the host alone, is read by its id, and is erased for ever', async () => {
    const { id } = await take('A');
    const text = 'Mrs Wang, 13800138000\nsecond visit';
    const noted = await api.must<StaffTicketView>(
      `staff/tickets/${id}/notes`,
      { text, agent: 'agent-1' },
      201,
    );
    const [{ id: ref } = { id: '' }] = noted.notes;
    expect(noted.notes).toMatchObject([{ kind: 'progress', agent: 'agent-1' }]);
    // A name that no agent has would go into the journal, and to the centre.
    expect(await api.refusal(`staff/tickets/${id}/notes`, { text: 'x', agent: 'ghost 138' })).toBe(
      '404 agent-unknown',
    );
    expect(await read(ref)).toEqual({ id: ref, text });
    expect(readFileSync(join(textsDir, ref), 'utf8')).toBe(text);
    expect((await erase(ref)).status).toBe(204);
    expect(problemOf(await erase(ref))).toMatchObject({ status: 404, code: 'text-unknown' });
    expect(problemOf(await api.get(`/api/v1/staff/texts/${ref}`))).toMatchObject({ code: 'text-unknown' });
    expect(kept()).not.toContain(ref);
    // The fact that there was one stays.
    const after = bodyOf(await api.get(`/api/v1/staff/tickets/${id}`)) as StaffTicketView;
    expect(after.notes.map((note) => note.id)).toEqual([ref]);
  });

  it('is written once for the same key, and no second text is left', async () => {
    const { id } = await take('A');
    const headers = { 'idempotency-key': randomUUID() };
    const note = (text: string) => api.post(`/api/v1/staff/tickets/${id}/notes`, { text }, headers);
    const [first, ...others] = await Promise.all([note('once'), note('once'), note('once')]);
    for (const answer of [first, ...others]) expect(answer.status).toBe(201);
    const before = kept();
    expect((await note('in other words')).status).toBe(201);
    expect(kept()).toEqual(before);
    const { notes } = bodyOf(await api.get(`/api/v1/staff/tickets/${id}`)) as StaffTicketView;
    expect(notes).toHaveLength(1);
    expect((await read(notes[0]?.id ?? '')).text).toBe('once');
  });

  it('leaves nothing when it is refused', async () => {
    const before = kept();
    expect(await api.refusal('staff/tickets/01K/notes', { text: 'about somebody' })).toBe(
      '404 ticket-unknown',
    );
    const { id } = await take('A');
    const path = `staff/tickets/${id}/notes`;
    expect(await api.faults(path, { text: ' \n ' })).toEqual(['/text']);
    expect(await api.faults(path, { text: 'x'.repeat(2001), agent: '' })).toEqual(['/agent', '/text']);
    expect(await api.faults(path, { text: 'bell \u0007' })).toEqual(['/text']);
    expect(await api.faults(path, { text: 'around \u2066' })).toEqual(['/text']);
    expect(kept()).toEqual(before);
    expect((await api.post(`/api/v1/${path}`, { text: '长'.repeat(2000) })).status).toBe(201);
  });

  it.each(['..%2fjournal.db', '%2e%2e', '..%2flobby.yaml', 'nothing', '01K9A0000000000000000000AB%00'])(
    'is no way to other files: %s',
    async (ref) => {
      expect(problemOf(await api.get(`/api/v1/staff/texts/${ref}`)).status).toBe(404);
      expect(problemOf(await erase(ref)).status).toBe(404);
      expect(readFileSync(config, 'utf8')).toContain('Test Lobby');
    },
  );

  it('is refused while the medium takes nothing, and the fact with it', async () => {
    const { id } = await take('A');
    // A file in the place of the folder: nothing can be written there.
    renameSync(textsDir, `${textsDir}-away`);
    writeFileSync(textsDir, '');
    const answer = await api.post(`/api/v1/staff/tickets/${id}/notes`, { text: 'lost' });
    rmSync(textsDir);
    renameSync(`${textsDir}-away`, textsDir);
    expect(problemOf(answer)).toMatchObject({ status: 503, code: 'journal-unavailable' });
    expect(answer.text).not.toContain(dirname(config));
    const { notes } = bodyOf(await api.get(`/api/v1/staff/tickets/${id}`)) as StaffTicketView;
    expect(notes).toEqual([]);
  });
});

describe('a case', () => {
  it('goes from its ticket to the manager’s signature', async () => {
    const { id } = await take('C');
    const at = `cases/${id}`;
    expect(bodyOf(await api.get(`/api/v1/${at}`))).toMatchObject({
      kind: 'case',
      state: 'open',
      steps: ['record'],
    });
    const recorded = await api.must<CaseView>(`${at}/record`, { receiver: 'agent-1', matter: 'the lift' });
    expect((await read(recorded.matter ?? '')).text).toBe('the lift');
    expect(await api.refusal(`${at}/sign`, { manager: 'agent-3' })).toBe('409 case-step');
    const before = kept();
    expect(await api.refusal(`${at}/call-back`, { agent: 'agent-1', result: 'too soon' })).toBe(
      '409 case-step',
    );
    expect(kept()).toEqual(before);
    const resolved = await api.must<CaseView>(`${at}/resolve`, { agent: 'agent-2', result: 'mended' });
    expect(resolved).toMatchObject({
      state: 'resolved',
      receiver: 'agent-1',
      steps: ['record', 'call-back'],
    });
    expect(resolved.dueAt).not.toBeNull();
    const called = await api.must<CaseView>(`${at}/call-back`, { agent: 'agent-2', result: 'is content' });
    expect(called).toMatchObject({ state: 'called-back', steps: ['record', 'sign'] });
    const { cases } = await api.lobby();
    const left = await api.must<CaseList>(`${at}/sign`, { manager: 'agent-3' });
    expect(left.map((file) => file.id)).not.toContain(id);
    expect((await api.lobby()).cases.open).toBe(cases.open - 1);
    expect(problemOf(await api.get(`/api/v1/${at}`))).toMatchObject({ code: 'case-unknown' });
    expect(await api.faults(`${at}/record`, { receiver: '', result: 'x', callBack: 'pigeon' })).toEqual([
      '/callBack',
      '/matter',
      '/receiver',
    ]);
  });

  it('is recorded with a number to call, which is kept like every text, and with its result', async () => {
    const { id } = await take('C');
    const before = kept();
    const details = { subject: 'quality', handedTo: 'Lift company', callBack: 'phone', told: true };
    const said = { receiver: 'agent-1', matter: 'the lift', contact: '139 0000 1234', ...details };
    const file = await api.must<CaseView>(`cases/${id}/record`, said);
    expect(file).toMatchObject({ ...details, state: 'open', result: null, callBackDays: expect.any(Number) });
    expect((await read(file.contact ?? '')).text).toBe('139 0000 1234');
    expect(kept()).toHaveLength(before.length + 2);
    const again = await api.must<CaseView>(`cases/${id}/record`, { ...said, result: 'mended' });
    expect(again).toMatchObject({ state: 'resolved' });
    expect((await read(again.result ?? '')).text).toBe('mended');
    // Neither the number nor the texts of a refused record are left.
    const left = kept();
    expect(await api.refusal(`cases/${id}/record`, { ...said, result: 'twice' })).toBe('409 case-step');
    expect(kept()).toEqual(left);
  });

  it('is in the list by when its next step is due', async () => {
    const [one, two] = [await take('C'), await take('C')];
    const order = async () => {
      const all = bodyOf(await api.get('/api/v1/cases')) as CaseList;
      return all.map(({ number }) => number).filter((number) => [one.number, two.number].includes(number));
    };
    expect(await order()).toEqual([one.number, two.number]);
    // The call-back is due two days from now, the other case within one.
    await api.must(`cases/${one.id}/record`, { receiver: 'agent-1', matter: 'the roof' });
    await api.must(`cases/${one.id}/resolve`, { agent: 'agent-1', result: 'done' });
    expect(await order()).toEqual([two.number, one.number]);
  });
});

describe('a low score', () => {
  const ratings = 'counters/1/ratings';
  it('may be explained once, and followed by a wish to be called', async () => {
    while ((await api.counter('1')).actions.includes('call-next')) await serve();
    await take('A');
    await serve();
    expect(await api.refusal(`${ratings}/reason`, { reason: 'speed' })).toBe('409 rating-none');
    const { reasons } = await api.must<RatingView>(ratings, { score: 1 }, 201);
    expect(reasons).toContain('speed');
    expect(await api.must(`${ratings}/reason`, { reason: 'speed' }, 201)).toEqual({ reason: 'speed' });
    expect(await api.refusal(`${ratings}/reason`, { reason: 'speed' })).toBe('409 reason-given');
    expect(await api.faults(`${ratings}/reason`, { reason: 'weather' })).toEqual(['/reason']);
    const contact = 'after six, 139 0013 9000';
    const asked = await api.must<{ until: string | null }>(`${ratings}/call-back`, { contact }, 201);
    expect(Date.parse(asked.until ?? '')).toBeGreaterThan(Date.now());
    const before = kept();
    expect(await api.refusal(`${ratings}/call-back`, { contact })).toBe('409 call-back-asked');
    expect(kept()).toEqual(before);
    const all = bodyOf(await api.get('/api/v1/cases')) as CaseList;
    const file = all.find(({ kind }) => kind === 'call-back');
    expect((await read(file?.matter ?? '')).text).toBe(contact);
    expect(file?.steps).toEqual(['record', 'call-back']);
  });
});

describe('a hand-over', () => {
  it('leaves a note to the next agent, and none when it is nobody’s', async () => {
    const note = 'Mr Li comes back at four';
    const view = await api.act('1', 'hand-over', { agent: 'agent-2', note });
    expect(view.agent?.id).toBe('agent-2');
    expect((await read(view.handoverNote ?? '')).text).toBe(note);
    const before = kept();
    const same: CounterView = await api.act('1', 'hand-over', { agent: 'agent-2', note: 'once more' });
    expect(same.handoverNote).toBe(view.handoverNote);
    expect(kept()).toEqual(before);
  });
});

it('puts nothing of all this into the journal, and no digest of it', () => {
  const journal = JSON.stringify(readKept(dirname(config)).events);
  for (const personal of ['13800138000', 'once', 'the lift', 'mended', 'is content', '139 0013', 'Mr Li'])
    expect(journal).not.toContain(personal);
  expect(journal).toContain('ticket.noted');
  // Short texts can be guessed, and a guess be checked by its digest.
  expect(journal).not.toContain(hash('sha256', JSON.stringify({ text: 'once' }), 'base64url'));
});
