import { expect, it } from 'vitest';
import { catalogues } from '../../config/texts/catalogues.ts';
import { formatText, languages, type TextKey } from '../../config/texts/texts.ts';
import type { PrintDocument } from '../../drivers/printer/document.ts';
import type { Ticket } from '../../firmware-host/domain/ticket.ts';
import { layTicket } from '../../firmware-host/followers/ticket-layout.ts';
import type { Site } from '../../firmware-host/site.ts';
import { LobbyUnderTest, MINUTE_MS, service } from '../support/lobby.ts';

const house = { 'zh-CN': '中心', 'zh-TW': '中心大廳', en: 'Centre' };
const site: Site = {
  names: house,
  timeZone: 'Asia/Shanghai',
  languages: [...languages],
  demo: false,
  publicUrl: 'https://q.example.org',
  services: [{ letter: 'A', name: { 'zh-CN': '投诉', 'zh-TW': '投訴', en: 'Complaints' } }],
  counters: [],
  agents: [],
};

const HOUR_MS = 60 * MINUTE_MS;
/** 10:41 in the lobby. */
const MORNING = Date.UTC(2026, 10, 21, 2, 41);

/** What stands on the paper, a line each. */
const read = ({ items }: PrintDocument): string[] =>
  items.flatMap((item) => {
    if (item.kind === 'line') return [item.runs.map(({ text }) => text).join('')];
    if (item.kind === 'columns') return [`${item.left} | ${item.right}`];
    return item.kind === 'qr' ? [item.content] : [];
  });

function take(more: Parameters<LobbyUnderTest['take']>[1] = {}, dueMs: number | null = null): Ticket {
  const complaints = service('A', { kind: dueMs === null ? 'queue' : 'case', dueMs });
  const test = LobbyUnderTest.open({ services: [complaints, service('B')] });
  return test.setClock(MORNING).take('A', more);
}

it('says on an ordinary ticket what everybody needs, and no more', () => {
  expect(read(layTicket(site, take({ language: 'en' })))).toEqual([
    'Centre',
    'Complaints',
    'A001',
    'You are next',
    'https://q.example.org/t/secret-t1',
    'Scan to follow your place',
    'Visit no. | 261121001',
    'Taken | 21 Nov 10:41',
    'Missed it? Please see the desk.',
  ]);
});

it('says by when a case is settled, in the time of the lobby', () => {
  const paper = read(layTicket(site, take({ language: 'en' }, 24 * HOUR_MS)));
  expect(paper).toContain('Settled by | 22 Nov 10:41');
});

it('says what the lobby promises beside the number', () => {
  const priority = take({ language: 'zh-CN', priority: 'elderly', size: 4 });
  const paper = read(layTicket(site, priority));
  expect(paper).toContain('优先');
  expect(paper).toContain('同行 | 4 人');
  const appointment: Ticket = { ...priority, class: 'appointment', appointmentAt: MORNING + 4 * MINUTE_MS };
  const booked = read(layTicket(site, appointment));
  expect(booked).toContain('预约');
  expect(booked).toContain('预约时间 | 11月21日 10:45');
});

it.each([
  ['zh-CN', '副本'],
  ['zh-TW', '副本'],
  ['en', 'COPY'],
] as const)('marks a copy above everything that could be called, in %s', (language, mark) => {
  const ticket = take({ language });
  const paper = read(layTicket(site, { ...ticket, copies: 1, token: 'another' }));
  expect(paper.indexOf(mark)).toBe(1);
  expect(paper).toContain('https://q.example.org/t/another');
  expect(read(layTicket(site, ticket))).not.toContain(mark);
});

/** Columns that a text takes: a Han character takes two. */
const cells = (text: string): number => text.length + (text.match(/[\p{Script=Han}，：]/gu)?.length ?? 0);

it.each(languages)('fits beside each other on paper of 58 mm, in %s', (language) => {
  const WIDTH = 32;
  const ticket = take({ language, size: 12 }, 24 * HOUR_MS);
  const full: Ticket = { ...ticket, copies: 1, appointmentAt: MORNING };
  const tooWide = layTicket(site, full).items.filter(
    (item) =>
      item.kind === 'columns' &&
      item.left !== say(language, 'ticket.ahead', { count: 0 }) &&
      cells(item.left) + cells(item.right) + 1 > WIDTH,
  );
  expect(tooWide).toEqual([]);
});

const say = (language: (typeof languages)[number], key: TextKey, values: Record<string, number>): string =>
  formatText(catalogues[language], key, values);
