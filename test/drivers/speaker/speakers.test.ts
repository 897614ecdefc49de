/** Speakers: the queue heard, and what becomes of it when nothing can be heard. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DeviceFault } from '../../../drivers/driver.ts';
import type { SpeakerDevice } from '../../../drivers/speaker/device.ts';
import { openSpeaker } from '../../../drivers/speaker/open.ts';
import { peak } from '../../../drivers/speaker/sound/pcm.ts';
import { encodeWav, parseWav } from '../../../drivers/speaker/sound/wav.ts';
import {
  VoiceFault,
  type Announcement,
  type SpeakerStatus,
  type Voice,
} from '../../../drivers/speaker/speaker.ts';
import { tone } from './stand-in.ts';

const call = (id: string, about = id): Announcement => ({
  id,
  about,
  chime: true,
  phrases: [{ voice: 'en', text: id }],
  times: 1,
});

/** Each call is one second, a chime alone half of one. */
const voice: Voice = {
  announce: async () => encodeWav(tone(1000)),
  speak: async () => encodeWav(tone(1000)),
  chime: () => encodeWav(tone(500)),
  close: async () => undefined,
};
const failing = (fault: unknown): Voice => ({ ...voice, announce: () => Promise.reject(fault) });

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

async function open(port = 'simulated:', spoken = voice) {
  const device: SpeakerDevice = { id: 's', model: 'espeak-ng', port };
  const { speaker, simulator } = openSpeaker(device, {
    voice: spoken,
    now: () => Date.now(),
    random: () => 0.5,
  });
  const statuses: SpeakerStatus[] = [];
  speaker.onStatus((status) => statuses.push(status));
  await pass(100);
  if (simulator === null) throw new Error('it is not simulated');
  const heard = () => simulator.played.map(({ announcement }) => announcement?.id).toReversed();
  return { speaker, simulator, statuses, heard };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('a speaker', () => {
  test('is ready before the first call, and quiet', async () => {
    const { speaker, heard } = await open();
    expect(speaker.status).toEqual({
      connected: true,
      problem: null,
      portFault: null,
      queued: 0,
      speaking: null,
      dropped: 0,
    });
    expect(heard()).toEqual([]);
    await speaker.close();
  });

  test('says one after the other, none cut by the next', async () => {
    const { speaker, heard } = await open();
    for (const id of ['1', '2', '3']) speaker.say(call(id));
    await pass(10);
    expect(speaker.status).toMatchObject({ speaking: '1', queued: 2 });
    await pass(900);
    expect(heard()).toEqual(['1']);
    await pass(200);
    expect(heard()).toEqual(['1', '2']);
    await pass(2000);
    expect(heard()).toEqual(['1', '2', '3']);
    expect(speaker.status).toMatchObject({ speaking: null, queued: 0 });
    await speaker.close();
  });

  test('says what was said once not again', async () => {
    const { speaker, heard } = await open();
    for (const id of ['1', '1', '2', '1']) speaker.say(call(id));
    await pass(5000);
    speaker.say(call('2'));
    await pass(5000);
    expect(heard()).toEqual(['1', '2']);
    await speaker.close();
  });

  test('counts the calls that it left out', async () => {
    const { speaker } = await open();
    for (let id = 1; id <= 10; id++) speaker.say(call(String(id)));
    await pass(10);
    expect(speaker.status.dropped + speaker.status.queued + 1).toBe(10);
    expect(speaker.status.queued).toBeLessThanOrEqual(6);
    await speaker.close();
  });

  test('is as loud as it is set from the next call on', async () => {
    const { speaker, simulator } = await open('simulated:?pace=0');
    const loudness = async (percent: number) => {
      speaker.setVolume(percent);
      speaker.say(call(`at ${percent}`));
      await pass(100);
      return peak(parseWav(simulator.played[0]?.sound ?? encodeWav(tone(1))).samples);
    };
    expect(await loudness(100)).toBeCloseTo(0.5, 2);
    expect(await loudness(50)).toBeCloseTo(0.125, 2);
    expect(await loudness(0)).toBe(0);
    expect(await loudness(400)).toBeCloseTo(0.5, 2);
    await speaker.close();
  });

  test('keeps the latest five with what they were', async () => {
    const { speaker, simulator, heard } = await open('simulated:?pace=0');
    for (let id = 1; id <= 8; id++) {
      speaker.say(call(String(id)));
      await pass(100);
    }
    expect(heard()).toEqual(['4', '5', '6', '7', '8']);
    expect(simulator.played[0]).toMatchObject({ place: 8, announcement: { id: '8' } });
    await speaker.close();
  });

  test('that is closed is silent at once, and says nothing any more', async () => {
    const { speaker, heard } = await open();
    speaker.say(call('1'));
    speaker.say(call('2'));
    await pass(100);
    await speaker.close();
    await speaker.close();
    speaker.say(call('3'));
    await pass(60_000);
    expect(heard()).toEqual(['1']);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('trouble', () => {
  test('a cut cable is known, and calls of the last minute are heard once it is mended', async () => {
    const { speaker, simulator, heard } = await open();
    simulator.setFaults({ cableCut: true });
    speaker.say(call('1'));
    await pass(100);
    expect(speaker.status).toMatchObject({
      connected: false,
      portFault: 'the simulated cable is cut',
      queued: 1,
    });
    await pass(20_000);
    speaker.say(call('2'));
    await pass(45_000);
    simulator.setFaults({ cableCut: false });
    await pass(12_000);
    expect(heard()).toEqual(['2']);
    expect(speaker.status).toMatchObject({ connected: true, problem: null, portFault: null, dropped: 1 });
    await speaker.close();
  });

  test('what may have been heard is not said again', async () => {
    const { speaker, simulator, heard } = await open();
    speaker.say(call('1'));
    await pass(500);
    simulator.setFaults({ cableCut: true });
    await pass(100);
    expect(speaker.status).toMatchObject({ connected: false, problem: 'not-answering' });
    simulator.setFaults({ cableCut: false });
    speaker.say(call('2'));
    await pass(20_000);
    expect(heard()).toEqual(['1', '2']);
    await speaker.close();
  });

  test('one that hangs is given up five seconds after its sound, and tried again', async () => {
    const { speaker, simulator, heard } = await open();
    simulator.setFaults({ hung: true });
    speaker.say(call('1'));
    await pass(5900);
    expect(speaker.status).toMatchObject({ connected: true, speaking: '1' });
    await pass(200);
    expect(speaker.status).toMatchObject({ connected: false, problem: 'not-answering', speaking: null });
    simulator.setFaults({ hung: false });
    speaker.say(call('2'));
    await pass(20_000);
    expect(heard()).toEqual(['1', '2']);
    expect(speaker.status).toMatchObject({ connected: true, problem: null });
    await speaker.close();
  });

  test('is asked for more and more seldom', async () => {
    const { speaker, simulator, statuses } = await open();
    simulator.setFaults({ cableCut: true });
    speaker.say(call('1'));
    await pass(300_000);
    expect(statuses.length).toBeLessThan(10);
    expect(vi.getTimerCount()).toBe(1);
    await speaker.close();
    expect(vi.getTimerCount()).toBe(0);
  });

  test('without a voice the chime is heard, and the technician reads why', async () => {
    const fault = new VoiceFault('no-voice', 'there is no program espeak-ng');
    const { speaker, simulator, heard } = await open('simulated:', failing(fault));
    speaker.say(call('1'));
    await pass(1000);
    expect(heard()).toEqual(['1']);
    expect(simulator.played[0]?.sound).toEqual(voice.chime());
    expect(speaker.status).toMatchObject({ connected: true, problem: 'no-voice', portFault: fault.message });
    speaker.say({ ...call('2'), chime: false });
    await pass(1000);
    expect(heard()).toEqual(['1']);
    await speaker.close();
  });
});

test('the televisions are always ready, and play nothing here', async () => {
  const { speaker, simulator } = openSpeaker({ id: 's', model: 'espeak-ng', port: 'pages:' }, { voice });
  speaker.say(call('1'));
  speaker.setVolume(20);
  expect(simulator).toBeNull();
  expect(speaker.status).toMatchObject({ connected: true, problem: null, queued: 0, speaking: null });
  await speaker.close();
});

test.each(['tcp://1.2.3.4:9100', 'alsa:', 'louder', 'pages:x'])('%s is no port of a speaker', (port) => {
  expect(() => openSpeaker({ id: 's', model: 'espeak-ng', port }, { voice })).toThrow(DeviceFault);
});
