/** Every kind of port on a wire of its own, without a driver that would find out by sending. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { printerModel } from '../../drivers/printer/models/models.ts';
import { PrinterSimulator } from '../../drivers/printer/simulator/simulator.ts';
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
