import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { backoffMs } from '../../drivers/transport/backoff.ts';
import { ReconnectingTransport } from '../../drivers/transport/reconnecting.ts';
import type { ConnectionEvents } from '../../drivers/transport/transport.ts';

/** A port whose every opening, write and closing is ended by the test. */
class FakePort {
  readonly openings: { events: ConnectionEvents; signal: AbortSignal }[] = [];
  readonly written: string[] = [];
  isClosed = 0;
  canOpen = true;
  takesBytes = true;
  closes = true;

  readonly openOnce = async (events: ConnectionEvents, signal: AbortSignal) => {
    this.openings.push({ events, signal });
    if (!this.canOpen) throw new Error('no such device');
    return {
      write: (bytes: Uint8Array) => {
        this.written.push(Buffer.from(bytes).toString());
        return this.takesBytes ? Promise.resolve() : new Promise<void>(() => {});
      },
      close: () => {
        this.isClosed++;
        return this.closes ? Promise.resolve() : new Promise<void>(() => {});
      },
    };
  };

  get events(): ConnectionEvents {
    const latest = this.openings.at(-1);
    if (!latest) throw new Error('never opened');
    return latest.events;
  }
}

const backoff = { firstMs: 100, maxMs: 1000 };
const bytes = Buffer.from('ticket');

describe('reconnecting transport', () => {
  let port: FakePort;
  let transport: ReconnectingTransport;
  let states: string[];

  beforeEach(() => {
    vi.useFakeTimers();
    port = new FakePort();
    states = [];
  });
  afterEach(async () => {
    const closed = transport.close();
    await vi.advanceTimersByTimeAsync(1000);
    await closed;
    const timersLeft = vi.getTimerCount();
    vi.useRealTimers();
    if (timersLeft > 0) throw new Error(`${timersLeft} timers are left after closing`);
  });

  async function start(): Promise<void> {
    transport = new ReconnectingTransport('test', port.openOnce, {
      backoff,
      random: () => 1,
      writeTimeoutMs: 500,
    });
    transport.onState((state, reason) => states.push(`${state} ${reason}`.trim()));
    await vi.advanceTimersByTimeAsync(0);
  }

  it('opens at once, and passes bytes both ways', async () => {
    await start();
    const heard: string[] = [];
    transport.onData((data) => heard.push(Buffer.from(data).toString()));
    port.events.data(Buffer.from('ok'));
    await transport.write(bytes);
    expect({ states, heard, written: port.written }).toEqual({
      states: ['open'],
      heard: ['ok'],
      written: ['ticket'],
    });
  });

  it('tries again for ever, less and less often, and says once why', async () => {
    port.canOpen = false;
    await start();
    const counts = [];
    for (const ms of [99, 1, 200, 400, 800, 1000, 1000]) {
      await vi.advanceTimersByTimeAsync(ms);
      counts.push(port.openings.length);
    }
    expect(counts).toEqual([1, 2, 3, 4, 5, 6, 7]);
    await vi.advanceTimersByTimeAsync(3600 * 1000);
    expect(port.openings.length).toBe(7 + 3600);
    port.canOpen = true;
    await vi.advanceTimersByTimeAsync(1000);
    expect(states).toEqual(['closed no such device', 'open']);
  });

  it('begins with short pauses again after it was open', async () => {
    port.canOpen = false;
    await start();
    await vi.advanceTimersByTimeAsync(5000);
    port.canOpen = true;
    await vi.advanceTimersByTimeAsync(4000);
    port.events.closed('unplugged');
    expect(states.slice(1)).toEqual(['open', 'closed unplugged']);
    await vi.advanceTimersByTimeAsync(100);
    expect(states.slice(1)).toEqual(['open', 'closed unplugged', 'open']);
    expect(port.isClosed).toBe(1);
  });

  it.each([
    ['nothing was ever heard', () => undefined, 12],
    ['there is always somebody', () => port.events.data(Buffer.of(1)), 100],
  ])('tries less and less often what opens and is closed at once, if %s', async (_, meanwhile, openings) => {
    await start();
    for (let ms = 0; ms < 10_000; ms += 100) {
      meanwhile();
      port.events.closed('no room for you');
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(Math.abs(port.openings.length - openings)).toBeLessThan(4);
  });

  it('refuses to write while it is closed', async () => {
    port.canOpen = false;
    await start();
    await expect(transport.write(bytes)).rejects.toMatchObject({ name: 'DeviceFault', code: 'disconnected' });
    expect(port.written).toEqual([]);
  });

  it('rejects what is under way when it is cut, and sends nothing of it later', async () => {
    port.takesBytes = false;
    await start();
    const writes = [transport.write(bytes), transport.write(Buffer.from('next'))];
    const outcome = Promise.allSettled(writes);
    await vi.advanceTimersByTimeAsync(0);
    port.events.closed('unplugged');
    port.takesBytes = true;
    await vi.advanceTimersByTimeAsync(1000);
    expect(await outcome).toMatchObject([
      { status: 'rejected', reason: { code: 'disconnected' } },
      { status: 'rejected', reason: { code: 'disconnected' } },
    ]);
    expect(transport.state).toBe('open');
    expect(port.written).toEqual(['ticket']);
  });

  it('gives up a write that the device does not take, and opens anew', async () => {
    port.takesBytes = false;
    await start();
    const outcome = Promise.allSettled([transport.write(bytes)]);
    await vi.advanceTimersByTimeAsync(500);
    expect(await outcome).toMatchObject([{ status: 'rejected', reason: { code: 'not-answering' } }]);
    expect(states).toEqual(['open', 'closed test has taken no bytes for 500 ms']);
    await vi.advanceTimersByTimeAsync(100);
    expect(transport.state).toBe('open');
  });

  it('opens anew when it is told to, and throws away what was under way', async () => {
    port.takesBytes = false;
    await start();
    const outcome = Promise.allSettled([transport.write(bytes)]);
    await vi.advanceTimersByTimeAsync(0);
    transport.reopen('no answer');
    expect(states).toEqual(['open', 'closed no answer']);
    expect(await outcome).toMatchObject([{ status: 'rejected', reason: { code: 'disconnected' } }]);
    await vi.advanceTimersByTimeAsync(100);
    expect(transport.state).toBe('open');
    expect(port.written).toEqual(['ticket']);
    expect(port.isClosed).toBe(1);
  });

  it('tries at once when it is told to while it is closed, and not twice at a time', async () => {
    port.canOpen = false;
    await start();
    await vi.advanceTimersByTimeAsync(5000);
    const before = port.openings.length;
    transport.reopen('again');
    transport.reopen('again');
    await vi.advanceTimersByTimeAsync(0);
    expect(port.openings.length).toBe(before + 1);
    await vi.advanceTimersByTimeAsync(100);
    expect(port.openings.length).toBe(before + 2);
  });

  it('hears nothing more from an opening that is over', async () => {
    await start();
    const heard: Uint8Array[] = [];
    transport.onData((data) => heard.push(data));
    const { events } = port;
    events.closed('unplugged');
    events.data(bytes);
    events.closed('again');
    expect(heard).toEqual([]);
    expect(states).toEqual(['open', 'closed unplugged']);
  });

  it('closes within a second, even if the port does not', async () => {
    port.closes = false;
    await start();
    let isClosed = false;
    const closing = transport.close().then(() => (isClosed = true));
    await vi.advanceTimersByTimeAsync(1000);
    expect(isClosed).toBe(true);
    await closing;
    expect(port.openings[0]?.signal.aborted).toBe(true);
  });

  it('leaves no timer behind when it is closed between two attempts', async () => {
    port.canOpen = false;
    await start();
    await transport.close();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('stays closed', async () => {
    await start();
    await transport.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(port.openings.length).toBe(1);
    await expect(transport.write(bytes)).rejects.toMatchObject({ code: 'disconnected' });
  });
});

const pauses = (random: number) =>
  [1, 2, 3, 10, 5000].map((failures) => backoffMs(failures, backoff, () => random));

describe('backoff', () => {
  it('doubles up to its limit and keeps a random half', () => {
    expect(pauses(1)).toEqual([100, 200, 400, 1000, 1000]);
    expect(pauses(0)).toEqual([50, 100, 200, 500, 500]);
  });
});
