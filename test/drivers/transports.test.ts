/** Every kind of port on a wire of its own, without a driver that would find out by sending. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { printerModel } from '../../drivers/printer/models/models.ts';
import { PrinterSimulator } from '../../drivers/printer/simulator/simulator.ts';
import { parseAddress } from '../../drivers/transport/address.ts';
import { openTransport } from '../../drivers/transport/open-transport.ts';
import type { Transport, TransportState } from '../../drivers/transport/transport.ts';
import { hex } from './hex.ts';
import { inProcess, overPty, overTcp, type Rig, type RigMaker } from './rigs.ts';

const rigs: [string, RigMaker][] = [
  ['simulated', inProcess],
  ['tcp', overTcp],
  ['serial', overPty('serial')],
  ['usb', overPty('usb')],
];

/** Resolves with the reason at the next change to `wanted`, or at once if it is so already. */
function stateOf(transport: Transport, wanted: TransportState): Promise<string> {
  if (transport.state === wanted) return Promise.resolve('');
  return new Promise((resolve) => {
    const stop = transport.onState((state, reason) => {
      if (state !== wanted) return;
      stop();
      resolve(reason);
    });
  });
}

function makeBusy(): PrinterSimulator {
  const simulator = new PrinterSimulator(printerModel('escpos-58'), { pace: 0 });
  simulator.setFaults({ xoff: true });
  return simulator;
}

describe('simulated transport', () => {
  it('holds bytes back as long as the printer says that it is busy', async () => {
    const simulator = makeBusy();
    const { transport } = await inProcess(simulator);
    await stateOf(transport, 'open');
    const answers: string[] = [];
    transport.onData((bytes) => answers.push(hex(bytes)));
    let isTaken = false;
    const written = transport.write(Uint8Array.of(0x10, 0x04, 0x01)).then(() => (isTaken = true));
    for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
    expect([isTaken, answers]).toEqual([false, []]);
    simulator.setFaults({ xoff: false });
    await written;
    await vi.waitFor(() => expect(answers.join(' ')).toMatch(/12$/));
    await transport.close();
  });

  it('is opened anew when the printer takes no bytes for too long, and what was held does not follow', async () => {
    const simulator = makeBusy();
    const transport = openTransport(parseAddress('simulated:'), { simulated: simulator, writeTimeoutMs: 30 });
    await stateOf(transport, 'open');
    await expect(transport.write(Buffer.from('LOST\n'))).rejects.toMatchObject({ code: 'not-answering' });
    expect(transport.state).toBe('closed');
    await stateOf(transport, 'open');
    simulator.setFaults({ xoff: false });
    await transport.write(Buffer.from('KEPT\n'));
    await vi.waitFor(() =>
      expect(simulator.papers).toMatchObject([{ items: [{ runs: [{ text: 'KEPT' }] }] }]),
    );
    await transport.close();
  });
});

describe.each(rigs)('%s transport', (_, makeRig) => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await makeRig(new PrinterSimulator(printerModel('escpos-58'), { pace: 0 }));
    await stateOf(rig.transport, 'open');
  });
  afterEach(async () => {
    await rig.transport.close();
    await rig.close();
  });

  /** The first bytes that come back for a question. */
  async function answerTo(question: number[]): Promise<string> {
    const { promise, resolve } = Promise.withResolvers<Uint8Array>();
    const stop = rig.transport.onData(resolve);
    await rig.transport.write(Uint8Array.from(question));
    const answer = await promise;
    stop();
    return hex(answer);
  }

  it('passes bytes both ways', async () => {
    expect(await answerTo([0x10, 0x04, 0x01])).toBe('12');
  });

  it('notices a cut without sending anything, says why, and comes back', async () => {
    const closed = stateOf(rig.transport, 'closed');
    await rig.cut();
    expect(await closed).not.toBe('');
    await expect(rig.transport.write(Uint8Array.of(0x20))).rejects.toMatchObject({ code: 'disconnected' });
    const open = stateOf(rig.transport, 'open');
    await rig.mend();
    await open;
    expect(await answerTo([0x10, 0x04, 0x01])).toBe('12');
  });

  it('frees its port when it closes', async () => {
    await rig.transport.close();
    const next = rig.another();
    await stateOf(next, 'open');
    await next.close();
    expect(next.state).toBe('closed');
  });

  it('closes at once while nothing comes', async () => {
    const startMs = performance.now();
    await rig.transport.close();
    expect(performance.now() - startMs).toBeLessThan(500);
    expect(rig.transport.state).toBe('closed');
  });
});
