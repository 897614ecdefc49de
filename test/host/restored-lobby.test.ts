/** What becomes of the lobby when its journal was restored: its day goes on, and whoever is in charge is told. */
import { Check } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import type { Clock } from '../../firmware-host/clock.ts';
import { lobbyView } from '../../firmware-host/displays/lobby-view.ts';
import { LobbyView } from '../../firmware-host/messages/lobby.ts';
import type { Site } from '../../firmware-host/site.ts';
import { Handler } from '../../firmware-host/handle.ts';
import { randomIds } from '../../firmware-host/ids.ts';
import { MemoryJournal } from '../../firmware-host/lab/simulate/memory-journal.ts';
import { openDueDay } from '../../firmware-host/lobby-day.ts';
import { LobbyUnderTest, lobby } from '../support/lobby.ts';

const named = (name: string) => ({ 'zh-CN': name, 'zh-TW': name, en: name });
const site: Site = {
  names: named('Centre'),
  timeZone: 'Asia/Shanghai',
  languages: ['en'],
  demo: false,
  publicUrl: null,
  services: [{ letter: 'A', name: named('Enquiries') }],
  counters: [{ id: '1', name: named('One') }],
  agents: [],
  kiosks: [],
  ratingPads: [],
  counterDevices: [],
};

it('stands in the view of the lobby from the restoration until it is acknowledged', () => {
  const test = LobbyUnderTest.open();
  const view = () => lobbyView(site, test.state, test.now);
  expect(view().restored).toBeNull();
  test.setClock(Date.UTC(2026, 10, 21, 8));
  const told = { cause: 'missing', after: 0, lost: null, backup: 'a backup' } as const;
  test.must({ type: 'note-restored', epoch: 2, floors: [], ...told });
  expect(view().restored).toEqual({ epoch: 2, ...told, at: '2026-11-21T08:00:00.000Z' });
  expect(Check(LobbyView, view())).toBe(true);
  test.must({ type: 'acknowledge-restored' });
  expect(view().restored).toBeNull();
  expect(Check(LobbyView, view())).toBe(true);
});

describe('a day whose opening was lost', () => {
  const rule = {
    timeZone: 'Asia/Shanghai',
    dayStartsAt: '04:00',
    hours: {},
    holidays: [],
    specialDays: [],
    services: [],
  };
  const actor = { kind: 'host', id: 'test' } as const;

  async function dayAt(
    clock: { at: number; isTrusted: boolean },
    cause: 'damage' | 'missing' | 'asked' = 'damage',
    dates = ['2026-11-21'],
  ): Promise<string | undefined> {
    const now = () => ({ at: clock.at, monoMs: 1000, boot: 'boot', trusted: clock.isTrusted });
    const machine: Clock = { now, trusted: () => clock.isTrusted };
    const handler = await Handler.start(new MemoryJournal(), machine, randomIds());
    const lost = { epoch: 2, cause, after: 0, lost: null, backup: null } as const;
    const floors = dates.map((date) => ({ date, numbers: { A: 64 }, issued: 64 }));
    await handler.handle({ command: { type: 'note-restored', floors, ...lost }, actor });
    await handler.handle({ command: { type: 'apply-config', lobby, timetable: null }, actor });
    await openDueDay(handler, machine, rule);
    return handler.committed.day?.date;
  }

  const doubted = { at: 0, isTrusted: false };

  it.each(['damage', 'missing'] as const)(
    'by %s goes on though the clock cannot be trusted yet',
    async (cause) => {
      expect(await dayAt(doubted, cause)).toBe('2026-11-21');
    },
  );

  it('is the one that was open last, not one a year ahead that staff have got rid of', async () => {
    expect(await dayAt(doubted, 'damage', ['2026-11-21', '2027-11-21'])).toBe('2026-11-21');
  });

  it('on purpose waits for a clock that can be trusted: it may have been opened by mistake', async () => {
    expect(await dayAt(doubted, 'asked', ['2027-11-21', '2026-11-21'])).toBeUndefined();
    expect(await dayAt({ at: Date.UTC(2026, 10, 21, 4), isTrusted: true }, 'asked')).toBe('2026-11-21');
  });

  it('is over when a clock that can be trusted says so', async () => {
    expect(await dayAt({ at: Date.UTC(2026, 10, 22, 4), isTrusted: true })).toBe('2026-11-22');
  });
});
