import { expect, it } from 'vitest';
import { acknowledged } from '../../firmware-host/central/parking.ts';

const refused = (sequence: number) => ({
  id: `id-${sequence}`,
  sequence,
  type: 'ticket.called',
  at: '2026-11-22T04:00:00.000Z',
  status: 422,
  reason: 'no',
});

it.each([
  ['nothing is refused', { delivered: 70, parked: [] }, 70],
  ['nothing was ever sent', { delivered: 0, parked: [] }, 0],
  ['events are left to people', { delivered: 70, parked: [refused(60), refused(40)] }, 39],
])('what the centre has acknowledged when %s', (_name, view, position) => {
  expect(acknowledged(view)).toBe(position);
});
