/** Speech from outside: what televisions are told to sound, the sound itself, a private ear, and a speaker in trouble. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DeviceReports, TestSound } from '../../firmware-host/messages/devices.ts';
import type { LabView } from '../../firmware-host/messages/lab.ts';
import type { DisplayView } from '../../firmware-host/messages/views.ts';
import { Api, bodyOf, problemOf } from '../support/api.ts';
import { sharedFoyer } from '../support/foyer.ts';
import { lobbyFile } from '../support/lobby-file.ts';
import { PATIENTLY } from '../support/patience.ts';

const png = Buffer.concat([
  Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'),
  Buffer.alloc(20),
  Buffer.from('IEND....'),
]);
const speakers = [
  { id: 'televisions', model: 'espeak-ng', port: 'pages:', volume: [{ from: '00:00', percent: 35 }] },
  { id: 'card', model: 'espeak-ng', port: 'simulated:?pace=0' },
];

const foyer = sharedFoyer((dir) => {
  mkdirSync(join(dir, 'slides'));
  writeFileSync(join(dir, 'slides', '雪.png'), png);
  writeFileSync(join(dir, 'slides', 'half.png'), png.subarray(0, 12));
  const more = {
    kiosks: [{ id: 'door' }],
    devices: { printers: [], speakers },
    displays: [
      { id: 'east', distanceMetres: 8 },
      { id: 'west', sound: false },
    ],
    slides: { dir: 'slides', seconds: 20 },
    speech: { times: 1 },
  };
  return ['--config', lobbyFile(dir, { more })];
});
let api: Api;
beforeAll(async () => {
  api = new Api(foyer().url);
  await api.act('1', 'sign-in', { agent: 'agent-1' });
});

interface Sound {
  readonly status: number;
  readonly type: string | null;
  readonly bytes: Buffer;
}

async function fetched(path: string): Promise<Sound> {
  const answer = await fetch(`${foyer().url}${path}`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  return { status: answer.status, type: answer.headers.get('content-type'), bytes };
}

const loudest = ({ bytes }: Sound): number => {
  const samples = new Int16Array(bytes.buffer.slice(bytes.byteOffset + 44, bytes.byteOffset + bytes.length));
  return samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
};

const soundOf = ({ sound }: DisplayView) => {
  if (sound === null) throw new Error('no television sounds');
  return sound;
};

const played = async () => {
  const [speaker] = (bodyOf(await api.get('/api/v1/lab')) as LabView).speakers;
  if (speaker === undefined) throw new Error('no speaker');
  return speaker;
};
const card = async () => {
  const { devices } = bodyOf(await api.get('/api/v1/devices')) as DeviceReports;
  return devices.find(({ id }) => id === 'card');
};

describe('televisions', () => {
  it('are told of each call with its sound, and how loud', async () => {
    const before = await api.display();
    expect(before.sound).toEqual({ volume: 35, said: [] });
    expect(before.screens).toMatchObject([
      { id: 'east', distanceMetres: 8, diagonalInches: 55, sound: true },
      { id: 'west', sound: false },
    ]);
    await api.take();
    await api.act('1', 'call-next');
    const { calls, sound } = await api.display();
    expect(sound?.said).toMatchObject([{ position: calls[0]?.position, about: 'A001', urgent: false }]);
  });

  it('get the same sound each time, a chime and words that can be heard', async () => {
    const [said] = soundOf(await api.display()).said;
    const [one, other] = await Promise.all([fetched(said?.wav ?? ''), fetched(said?.wav ?? '')]);
    expect([one.status, one.type, one.bytes.toString('latin1', 0, 4)]).toEqual([200, 'audio/wav', 'RIFF']);
    // A chime and two languages: three seconds at least, of 44,100 bytes.
    expect(one.bytes.length).toBeGreaterThan(3 * 44_100);
    expect(loudest(one)).toBeGreaterThan(4000);
    expect(other.bytes.equals(one.bytes)).toBe(true);
  });

  it.each(['/api/v1/display/speech/999999', '/api/v1/display/speech/1'])(
    '%s was never said',
    async (path) => {
      expect(problemOf(await api.get(path))).toMatchObject({ status: 404, code: 'speech-unknown' });
    },
  );

  it.each(['/api/v1/display/speech/x', '/api/v1/display/speech/1.5', '/api/v1/display/speech/-1'])(
    '%s is no position',
    async (path) => {
      expect(problemOf(await api.get(path)).code).toBe('bad-request');
    },
  );

  it('have the pictures of their folder, and nothing else', async () => {
    await expect.poll(async () => (await api.display()).slides, PATIENTLY).toMatchObject({ seconds: 20 });
    const { pictures } = bodyOf(await api.get('/api/v1/display/slides')) as { pictures: string[] };
    expect(pictures).toHaveLength(1);
    expect(await fetched(pictures[0] ?? '')).toMatchObject({ status: 200, type: 'image/png', bytes: png });
    for (const name of ['half.png', '..%2flobby.yaml', '%2e%2e%2flobby.yaml', 'lobby.yaml', '%00'])
      expect((await fetched(`/api/v1/display/slides/${name}`)).status).toBe(404);
  });
});

const ask = (voice: string, text: string) => `/api/v1/speech?voice=${voice}&text=${encodeURIComponent(text)}`;

describe('a private ear', () => {
  it.each([
    ['zh', '请 A023 号到 3 号窗口'],
    ['en', 'Payments, 6 waiting'],
  ])('hears %s', async (voice, text) => {
    const sound = await fetched(ask(voice, text));
    expect([sound.status, sound.type]).toEqual([200, 'audio/wav']);
    expect(loudest(sound)).toBeGreaterThan(4000);
  });

  it.each([
    ['a voice that nobody has', ask('fr', 'Bonjour')],
    ['no words', ask('en', '')],
    ['too many words', ask('en', 'a'.repeat(151))],
    ['signs that nobody can say', ask('en', '!?')],
    ['no text at all', '/api/v1/speech?voice=en'],
    ['something more', `${ask('en', 'a')}&rate=2`],
  ])('is refused %s', async (_name, path) => {
    expect(problemOf(await api.get(path))).toMatchObject({ status: 400, code: 'bad-request' });
  });

  it('is refused rather than made to wait in a long line', async () => {
    const many = Array.from({ length: 24 }, (_, place) =>
      fetched(ask('en', `Row number ${place} of a crowd`)),
    );
    const found = await Promise.all(many);
    const statuses = new Set(found.map(({ status }) => status));
    expect([...statuses].toSorted((one, other) => one - other)).toEqual([200, 503]);
    const refused = found.find(({ status }) => status === 503);
    expect(JSON.parse(refused?.bytes.toString() ?? '')).toMatchObject({ code: 'voice-busy' });
  });
});

describe('a speaker of the house', () => {
  it('says the calls, and the lab has what it said as sound', async () => {
    await expect.poll(async () => (await played()).played.length, PATIENTLY).toBeGreaterThan(0);
    const [last] = (await played()).played;
    expect(last?.texts.join(' ')).toContain('A001');
    const sound = await fetched(`/api/v1/lab/speakers/card/played/${last?.place}`);
    expect(loudest(sound)).toBeGreaterThan(1000);
    expect((await fetched('/api/v1/lab/speakers/card/played/99')).status).toBe(404);
    expect((await fetched('/api/v1/lab/speakers/televisions/played/1')).status).toBe(404);
  });

  it('is tried, and says how it went', async () => {
    expect(await api.must<TestSound>('devices/card/test-sound')).toEqual({ state: 'played', problem: null });
    expect(await api.must<TestSound>('devices/televisions/test-sound')).toEqual({
      state: 'sent',
      problem: null,
    });
    expect(soundOf(await api.display()).said.at(-1)?.about).toBe('test');
    // The televisions are busy with it: nobody makes them ring without an end.
    expect(await api.refusal('devices/televisions/test-sound')).toBe('503 voice-busy');
    expect(await api.refusal('devices/nobody/test-sound')).toBe('404 device-unknown');
  });

  it('in trouble holds up no call, is told of, and is well again by itself', async () => {
    await api.must('lab/speakers/card/faults', { cableCut: true });
    await api.take();
    await api.act('1', 'finish');
    await api.act('1', 'call-next');
    expect((await api.display()).calls[0]?.number).toBe('A002');
    await expect.poll(async () => (await card())?.state, PATIENTLY).toBe('lost');
    expect(await card()).toMatchObject({ kind: 'speaker', problem: 'disconnected' });
    expect(await api.must<TestSound>('devices/card/test-sound')).toEqual({
      state: 'failed',
      problem: 'disconnected',
    });
    await api.must('lab/speakers/card/faults', { cableCut: false });
    await expect.poll(async () => (await card())?.state, PATIENTLY).toBe('ready');
    await expect.poll(async () => (await played()).played[0]?.texts.join(' '), PATIENTLY).toContain('A002');
  });
});
