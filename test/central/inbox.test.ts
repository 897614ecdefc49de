/** What a receiver counts. */
import { expect, it } from 'vitest';
import { toCloudEvent } from '../../firmware-host/central/cloud-event.ts';
import { Inbox } from '../../firmware-host/central/inbox.ts';
import { recorded } from '../support/recorded.ts';

const event = (seq: number) => toCloudEvent(recorded(seq), '/lobbies/x');

function counts(...sequences: number[]) {
  const inbox = new Inbox();
  for (const sequence of sequences) inbox.take(event(sequence));
  const { received, missing, repeated } = inbox;
  return { received, missing, repeated };
}

it.each([
  [[1, 2, 3], { received: 3, missing: 0, repeated: 0 }],
  [[500, 501], { received: 2, missing: 0, repeated: 0 }],
  [[1, 2, 5], { received: 3, missing: 2, repeated: 0 }],
  [[1, 2, 5, 3], { received: 4, missing: 1, repeated: 0 }],
  [[1, 2, 5, 3, 4], { received: 5, missing: 0, repeated: 0 }],
  [[1, 2, 2, 1, 3], { received: 3, missing: 0, repeated: 2 }],
  [[7, 8, 3], { received: 3, missing: 0, repeated: 0 }],
])('%j', (sequences, expected) => {
  expect(counts(...sequences)).toEqual(expected);
});

it.each([
  ['what was lost is given anew', [1, 2, 3, 4], [3, 4, 5], { received: 7, missing: 0, repeated: 0 }],
  ['a gap of before stays one', [1, 4], [4, 5], { received: 4, missing: 2, repeated: 0 }],
  ['a gap in the new epoch is one', [1, 2, 3], [2, 5], { received: 5, missing: 2, repeated: 0 }],
  ['what never came is missing', [1, 2], [5], { received: 3, missing: 2, repeated: 0 }],
])('in a new epoch, %s', (_name, before, after, expected) => {
  const inbox = new Inbox();
  for (const sequence of before) inbox.take(event(sequence));
  for (const sequence of after) {
    const { id, ...rest } = event(sequence);
    inbox.take({ ...rest, id: `${id}-2`, epoch: '2' });
  }
  const { received, missing, repeated } = inbox;
  expect({ received, missing, repeated }).toEqual(expected);
});

it('shows a copy once, with how often it has come', () => {
  const inbox = new Inbox();
  for (const sequence of [1, 2, 1, 1]) inbox.take(event(sequence));
  expect(inbox.events().map(({ id, times }) => [id, times])).toEqual([
    ['id-2', 1],
    ['id-1', 3],
  ]);
});

it('remembers within bounds', () => {
  const inbox = new Inbox();
  for (let sequence = 1; sequence <= 25_000; sequence += 1) inbox.take(event(sequence));
  inbox.take(event(24_999));
  expect([inbox.received, inbox.repeated, inbox.missing]).toEqual([25_000, 1, 0]);
  // Too long ago to be known: it counts as new, and as none that was missing.
  inbox.take(event(2));
  expect([inbox.received, inbox.repeated, inbox.missing]).toEqual([25_001, 1, 0]);
  expect(inbox.events()).toHaveLength(60);
});
