/** What johnny-five and firmata-io say to a board with lights and a sounder; on a fake clock, in this process. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { buttonsOnly, type PadWiring } from '../../../drivers/pad/wiring.ts';
import { pass, ready, Talk } from './talk.ts';

describe('lights in a conversation with a board', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const lit: PadWiring = { buttons: [2, 3], lights: { armed: 4, thanks: 12 }, buzzer: 5 };

  it('sets lights and sounders up before the buttons, all low', async () => {
    const talk = await ready(lit);
    expect(talk.written.slice(6)).toEqual([
      'f4 04 01', // pin 4: output
      '90 00 00',
      'f4 0c 01',
      '91 00 00',
      'f4 05 01',
      '90 00 00',
      'f4 02 0b',
      'f4 03 0b',
      'd0 01',
      'd0 01',
    ]);
    talk.session.end();
  });

  it('switches each light by itself, and disturbs no button of the same port', async () => {
    const talk = await ready(lit);
    talk.session.switch(4, true);
    await pass(0);
    expect([talk.board.lights, talk.board.isSounding]).toEqual([{ armed: true, thanks: false }, false]);
    talk.board.setButton(0, true);
    talk.session.switch(5, true);
    await pass(0);
    expect([talk.board.lights, talk.board.isSounding]).toEqual([{ armed: true, thanks: false }, true]);
    talk.session.switch(12, true);
    talk.session.switch(5, false);
    await pass(0);
    talk.board.setButton(0, false);
    talk.session.switch(4, false);
    await pass(0);
    expect([talk.board.lights, talk.board.isSounding]).toEqual([{ armed: false, thanks: true }, false]);
    expect(talk.take().filter(({ kind }) => kind === 'level')).toMatchObject([
      { pin: 2, down: true },
      { pin: 2, down: false },
    ]);
    await pass(6000);
    expect(talk.take()).toEqual([]);
    talk.session.end();
  });

  it('switches nothing before the board is set up, nor after the end', async () => {
    const talk = new Talk(lit);
    talk.session.switch(4, true);
    await pass(150);
    expect(talk.board.lights.armed).toBe(false);
    talk.session.end();
    talk.session.switch(4, true);
    await pass(0);
    expect(talk.board.lights.armed).toBe(false);
  });

  it('says that it is the wrong board for a light on a pin that it has not', async () => {
    const talk = new Talk({ ...buttonsOnly([2]), buzzer: 20 });
    await pass(150);
    expect(talk.take()).toEqual([{ kind: 'wrong-device' }]);
  });

  it('mends within 2 s what a false byte has switched', async () => {
    const talk = await ready(lit);
    talk.session.switch(4, true);
    await pass(0);
    talk.board.receive(Uint8Array.of(0xf5, 5, 1, 0xf5, 4, 0));
    expect([talk.board.lights.armed, talk.board.isSounding]).toEqual([false, true]);
    talk.take();
    await pass(2000);
    expect([talk.board.lights.armed, talk.board.isSounding]).toEqual([true, false]);
    expect(talk.take()).toEqual([]);
    talk.session.end();
  });
});
