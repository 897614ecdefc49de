import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FirmataSimulator } from '../../../drivers/pad/firmata/simulator.ts';
import { padModels } from '../../../drivers/pad/models.ts';
import { simulatePad } from '../../../drivers/pad/open.ts';
import { buttonsOnly, type PadWiring } from '../../../drivers/pad/wiring.ts';
import { seeded, seedOf } from '../../support/seeded.ts';
import { hex } from '../hex.ts';

const seed = seedOf('fingers on a worn pad');

const wiring: PadWiring = { buttons: [2, 3], lights: { armed: 11, thanks: 12 }, buzzer: 10 };

const bytes = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

/** The values of port 0 as the pad reports them, where 1 is an open contact. */
function reportsOf(pad: FirmataSimulator): string[] {
  pad.receive(bytes('f4 02 0b f4 03 0b d0 01'));
  const reports: string[] = [];
  pad.onSend((sent) => void reports.push(hex(sent)));
  return reports;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('simulated pad', () => {
  it('has buttons that a finger moves, at its own pace', () => {
    const pad = new FirmataSimulator(buttonsOnly([2, 3]), { pace: 2 });
    let changes = 0;
    pad.onChange(() => (changes += 1));
    pad.tap(1);
    expect(pad.buttons).toEqual([false, true]);
    vi.advanceTimersByTime(159);
    expect(pad.buttons).toEqual([false, true]);
    vi.advanceTimersByTime(1);
    expect(pad.buttons).toEqual([false, false]);
    expect(changes).toBe(2);
  });

  it('keeps a button down that is held after a tap', () => {
    const pad = new FirmataSimulator(buttonsOnly([2]));
    pad.tap(0);
    pad.setButton(0, true);
    vi.advanceTimersByTime(1000);
    expect(pad.buttons).toEqual([true]);
  });

  it('has no other buttons', () => {
    const pad = new FirmataSimulator(buttonsOnly([2]));
    expect(() => pad.setButton(1, true)).toThrow(RangeError);
    expect(() => pad.tap(-1)).toThrow('there is no button -1');
    expect(() => pad.setFaults({ stuck: 1 })).toThrow('there is no button 1');
    expect(pad.faults.stuck).toBe(null);
  });

  it('tells of its plug', () => {
    const pad = new FirmataSimulator(buttonsOnly([2]));
    const plugs: boolean[] = [];
    pad.onPlugged((plugged) => plugs.push(plugged));
    pad.setFaults({ cableCut: true });
    pad.setFaults({ hung: true });
    expect(pad.plugged).toBe(false);
    pad.setFaults({ cableCut: false });
    expect(plugs).toEqual([false, true]);
  });

  it.each([{ cableCut: true }, { hung: true }])('says and takes nothing with %j', (fault) => {
    const pad = new FirmataSimulator(wiring);
    const reports = reportsOf(pad);
    pad.setFaults({ ...fault, garbage: true });
    pad.receive(bytes('f9 f5 0b 01'));
    pad.tap(0);
    vi.advanceTimersByTime(1000);
    pad.reset();
    expect(reports).toEqual([]);
    expect(pad.lights.armed).toBe(false);
  });

  it('finds a button down that was pressed while it hung', () => {
    const pad = new FirmataSimulator(buttonsOnly([2, 3]));
    pad.setFaults({ hung: true });
    pad.setButton(0, true);
    pad.setFaults({ hung: false });
    const said: string[] = [];
    pad.onSend((sent) => void said.push(hex(sent)));
    pad.receive(bytes('f4 02 0b f4 03 0b d0 01'));
    expect(said).toEqual(['90 08 00']);
  });

  it.each(['firmata', 'firmata-mega'] as const)('is there as %s', (model) => {
    const pad = simulatePad(padModels[model], buttonsOnly([padModels[model].pins.to]));
    const said: string[] = [];
    pad.onSend((sent) => void said.push(hex(sent)));
    pad.receive(bytes('f0 69 f7'));
    expect(bytes(said.join('')).length).toBe(padModels[model].pins.to + 1 + 3);
  });
});

describe('its lights and its buzzer', () => {
  const on: [way: string, sent: string][] = [
    ['written by their port', 'f4 0b 01 91 08 00'],
    ['written by their number', 'f4 0b 01 f5 0b 01'],
    ['dimmed', 'f4 0b 03 eb 01 00'],
    ['dimmed by extended analog', 'f4 0b 03 f0 6f 0b 7f 01 f7'],
    ['an output that was pulled up', 'f4 0b 0b f4 0b 01'],
  ];

  it.each(on)('are on when %s', (_, sent) => {
    const pad = new FirmataSimulator(wiring);
    let changes = 0;
    pad.onChange(() => (changes += 1));
    pad.receive(bytes(sent));
    expect(pad.lights).toEqual({ armed: true, thanks: false });
    expect(changes).toBe(1);
  });

  it.each([
    ['written by their port', 'f4 0b 01 91 08 00 91 00 00'],
    ['written by their number', 'f4 0b 01 f5 0b 01 f5 0b 00'],
    ['dimmed to nothing', 'f4 0b 03 eb 01 00 eb 00 00'],
    ['no output any more', 'f4 0b 01 f5 0b 01 f4 0b 00'],
    ['an output anew after dimming', 'f4 0b 03 eb 01 00 f4 0b 01'],
    ['a servo', 'f4 0b 04 eb 5a 00'],
  ])('are off when %s', (_, sent) => {
    const pad = new FirmataSimulator(wiring);
    pad.receive(bytes(sent));
    expect(pad.lights.armed).toBe(false);
  });

  it('are each by itself', () => {
    const pad = new FirmataSimulator(wiring);
    pad.receive(bytes('f5 0c 01 f5 0a 01'));
    expect({ ...pad.lights, isSounding: pad.isSounding }).toEqual({
      armed: false,
      thanks: true,
      isSounding: true,
    });
    expect(new FirmataSimulator(buttonsOnly([2])).lights).toEqual({ armed: false, thanks: false });
  });

  it('go out with a reset, and are told so', () => {
    const pad = new FirmataSimulator(wiring);
    pad.receive(bytes('f5 0b 01 f5 0a 01'));
    const seen: boolean[] = [];
    pad.onChange(() => void seen.push(pad.lights.armed || pad.isSounding));
    pad.reset();
    expect(seen).toEqual([false]);
  });

  it('stay as they are when the host only says reset, as on a real board', () => {
    const pad = new FirmataSimulator(wiring);
    pad.receive(bytes('f5 0b 01 ff'));
    expect(pad.lights.armed).toBe(true);
    pad.receive(bytes('91 00 00'));
    expect(pad.lights.armed).toBe(false);
  });

  it('stay on while the cable is cut, and go out when the pad begins anew', () => {
    const pad = new FirmataSimulator(wiring);
    pad.receive(bytes('f5 0b 01'));
    pad.setFaults({ cableCut: true });
    expect(pad.lights.armed).toBe(true);
    pad.setFaults({ cableCut: false, hung: true });
    expect(pad.lights.armed).toBe(true);
    pad.setFaults({ hung: false });
    expect(pad.lights.armed).toBe(false);
  });
});

describe('a stuck button', () => {
  it('is down, whatever is done to it, and comes up when it is mended', () => {
    const pad = new FirmataSimulator(buttonsOnly([2, 3]));
    const reports = reportsOf(pad);
    pad.setFaults({ stuck: 0 });
    pad.setButton(0, true);
    pad.setButton(0, false);
    expect(pad.buttons).toEqual([true, false]);
    expect(reports).toEqual(['90 08 00']);
    pad.setFaults({ stuck: null });
    expect(pad.buttons).toEqual([false, false]);
    expect(reports).toEqual(['90 08 00', '90 0c 00']);
  });

  it('leaves the others alone', () => {
    const pad = new FirmataSimulator(buttonsOnly([2, 3]));
    pad.setFaults({ stuck: 0 });
    const reports = reportsOf(pad);
    pad.tap(1);
    vi.advanceTimersByTime(80);
    expect(reports).toEqual(['90 00 00', '90 08 00']);
  });
});

function worn(pace = 1): { pad: FirmataSimulator; reports: string[] } {
  const pad = new FirmataSimulator(buttonsOnly([2]), { pace });
  pad.setFaults({ chatter: true });
  return { pad, reports: reportsOf(pad) };
}

describe('chatter', () => {
  const open = '90 0c 00';
  const closed = '90 08 00';

  it('opens and closes a contact several times at each press and at each release', () => {
    const { pad, reports } = worn();
    pad.setButton(0, true);
    vi.advanceTimersByTime(8);
    expect(reports.splice(0)).toEqual([closed, open, closed, open, closed, open, closed]);
    vi.advanceTimersByTime(1000);
    expect(reports).toEqual([]);
    pad.setButton(0, false);
    vi.advanceTimersByTime(1000);
    expect(reports).toEqual([open, closed, open, closed, open, closed, open]);
  });

  it('of a press is over with the release, also when the contact was mended in between', () => {
    const { pad, reports } = worn();
    pad.setButton(0, true);
    vi.advanceTimersByTime(1);
    pad.setFaults({ chatter: false });
    pad.setButton(0, false);
    vi.advanceTimersByTime(1000);
    expect(reports).toEqual([closed, open]);
  });

  it('comes with taps at once as well', () => {
    const { pad, reports } = worn(0);
    pad.tap(0);
    vi.advanceTimersByTime(1000);
    expect(reports.length).toBeGreaterThan(7);
    expect(reports.at(-1)).toBe(open);
  });

  it('moves only the contact: the finger is where it is', () => {
    const { pad } = worn();
    pad.setButton(0, true);
    vi.advanceTimersByTime(1);
    expect(pad.buttons).toEqual([true]);
  });

  it(`ends as the finger has it, however quick that was, seed ${seed}`, () => {
    const random = seeded(seed);
    const { pad, reports } = worn();
    const wrong: string[] = [];
    for (let round = 0; round < 500; round++) {
      const steps = Array.from({ length: 1 + Math.floor(random() * 6) }, () => ({
        down: random() < 0.5,
        ms: Math.floor(random() * 12),
      }));
      for (const { down, ms } of steps) {
        pad.setButton(0, down);
        vi.advanceTimersByTime(ms);
      }
      vi.advanceTimersByTime(10);
      const isClosed = reports.at(-1) === closed;
      if (isClosed !== (steps.at(-1)?.down ?? false)) wrong.push(JSON.stringify(steps));
    }
    expect(wrong).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
