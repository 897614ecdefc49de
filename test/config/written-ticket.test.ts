/** A layout as the maintenance page gets it, to begin a new one with: it must be one that the page may send back. */
import { expect, test } from 'vitest';
import type { TicketItem } from '../../config/ticket-layout.ts';
import { parseTicket, writeTicket } from '../../config/ticket-yaml.ts';
import { configOf, lobby } from './lobby.ts';

const longest = (letter: string) => letter.repeat(200);

test('the longest line that there may be is written so that it can be read again', () => {
  const layout: TicketItem[] = [
    { kind: 'word', word: 'copy' },
    { kind: 'word', word: 'number' },
    {
      kind: 'edges',
      left: { 'zh-CN': longest('a'), 'zh-TW': longest('b'), en: longest('c') },
      right: { 'zh-CN': longest('d'), 'zh-TW': longest('e'), en: longest('f') },
      in: null,
    },
  ];
  const house = { languages: ['zh-CN', 'zh-TW', 'en'] as const, ticket: { logo: null, layout } };
  expect(parseTicket(writeTicket(house), house)).toEqual({ ok: true, ticket: { logo: null, layout } });
});

test('a lobby without a logo has none in its layout, so that it may be tried as it is', () => {
  const config = configOf(lobby({}));
  const written = writeTicket(config);
  expect(written).not.toContain('logo');
  expect(parseTicket(written, config).ok).toBe(true);
});
