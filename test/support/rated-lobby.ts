/** A counter that has just ended a visit, and what is said and told of it. */
import { expect } from 'vitest';
import type { Command } from '../../firmware-host/domain/commands.ts';
import { LobbyUnderTest, lobby } from './lobby.ts';

export const MINUTE_MS = 60_000;
const anyMoment: unknown = expect.objectContaining({ boot: 'boot' });

export const rate = (test: LobbyUnderTest, score = 5, counter = '1') =>
  test.ask({ type: 'rate', counter, score, by: 'pad', at: test.now } satisfies Command);

/** A lobby in which A001 has just been served at counter 1 by agent lin. */
export function served(ratings: Partial<typeof lobby.ratings> = {}): LobbyUnderTest {
  const test = LobbyUnderTest.open({ ratings: { ...lobby.ratings, ...ratings } });
  test.take('A');
  test.must({ type: 'call-next', counter: '1' });
  test.later(MINUTE_MS).must({ type: 'start', counter: '1' });
  test.later(MINUTE_MS).must({ type: 'finish', counter: '1' });
  return test;
}

export const given = (score: number, ticket = 't1') => ({
  type: 'rating.given',
  data: { ticket, counter: '1', agent: 'lin', service: 'A', score, scale: 5, by: 'pad', pressed: anyMoment },
});

export const flagged = (flag: string, ticket: string | null, agent: string | null = 'lin', score = 5) => ({
  type: 'rating.flagged',
  data: { ticket, counter: '1', agent, score, scale: 5, by: 'pad', pressed: anyMoment, flag },
});

export const reason = (of: string, counter = '1') => ({ type: 'give-reason', counter, reason: of }) as const;

export const callBack = { type: 'ask-call-back', counter: '1', contact: 'c1' } as const;
