/** What a television has yet to sound, without a browser. */
import { expect, test } from 'vitest';
import { queued, type Waiting } from '../../kiosk-ui/screens/display/sound-queue.ts';

const row = (...given: readonly { readonly about: string; readonly urgent?: boolean }[]): string[] => {
  let waiting: Waiting[] = [];
  for (const [position, { about, urgent = false }] of given.entries())
    waiting = queued(waiting, { position, at: '', about, urgent, wav: '' }, position);
  return waiting.map(({ about }) => about);
};
const calls = (count: number) => Array.from({ length: count }, (_, place) => ({ about: `A00${place}` }));

test('what is urgent is left out for no call', () => {
  const evacuation = { about: 'evacuation', urgent: true };
  const latest = ['A003', 'A004', 'A005', 'A006', 'A007'];
  expect(row({ about: 'B001' }, evacuation, ...calls(8))).toEqual(['evacuation', ...latest]);
});

test('no call is left out for a test', () => {
  expect(row(...calls(6), { about: 'test' })).toEqual(row(...calls(6)));
  expect(row(calls(1)[0] ?? { about: '' }, { about: 'test' }, ...calls(6).slice(1))).toEqual(
    row(...calls(6)),
  );
});
