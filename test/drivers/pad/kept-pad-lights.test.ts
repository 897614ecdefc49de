/** What becomes of the lights of a pad that goes and comes, on a fake clock and without a child. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KeptPad } from '../../../drivers/pad/kept-pad.ts';
import { FakeChild, FakeTransport, wiring } from './fakes.ts';

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('lights of a kept pad', () => {
  let transport: FakeTransport;
  let child: FakeChild;
  let pad: KeptPad;
  beforeEach(() => {
    vi.useFakeTimers();
    transport = new FakeTransport();
    child = new FakeChild();
    pad = new KeptPad('firmata', wiring, transport, { process: child });
  });
  afterEach(async () => {
    const closing = pad.close();
    await pass(300);
    await closing;
    vi.useRealTimers();
  });

  const ready = () => {
    transport.set('open');
    child.switched.splice(0);
    child.hear?.({ kind: 'ready' });
  };

  it('are told anew when the pad is ready, not before', () => {
    pad.setArmed(true);
    expect(child.switched).toEqual([]);
    ready();
    expect(child.switched).toEqual(['11+']);
    transport.set('closed', 'unplugged');
    ready();
    expect(child.switched).toEqual(['11+']);
    pad.setArmed(false);
    transport.set('closed', 'unplugged');
    ready();
    expect(child.switched).toEqual([]);
  });

  it('say thank you only to somebody who can see it', async () => {
    pad.thank();
    pad.refuse();
    transport.set('open');
    pad.thank();
    child.hear?.({ kind: 'ready' });
    expect(child.switched).toEqual([]);
    transport.set('closed', 'unplugged');
    pad.thank();
    ready();
    await pass(10_000);
    expect(child.switched).toEqual([]);
  });

  it('go on with a thank-you after a short cut, and are dark after a longer one', async () => {
    ready();
    pad.thank();
    transport.set('closed', 'a bad plug');
    await pass(500);
    ready();
    expect(child.switched).toEqual(['12+']);
    await pass(1500);
    expect(child.switched).toEqual(['12+', '12-']);
    pad.thank();
    transport.set('closed', 'a bad plug');
    await pass(2000);
    ready();
    await pass(10_000);
    expect(child.switched).toEqual([]);
  });
});
