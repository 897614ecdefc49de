import { describe, expect, it } from 'vitest';
import { catalogues } from '../../config/texts/catalogues.ts';
import { formatText, languages, type TextKey } from '../../config/texts/texts.ts';
import { line, type PrintDocument } from '../../drivers/printer/document.ts';
import type { Ticket } from '../../firmware-host/domain/ticket.ts';
import { layoutOf, type TicketItem } from '../../config/ticket-layout.ts';
import type { FileTicketItem } from '../../config/ticket-schema.ts';
import { placeholders } from '../../config/ticket-template.ts';
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
  kiosks: [],
  ratingPads: [],
  counterDevices: [],
};

const HOUR_MS = 60 * MINUTE_MS;
/** 10:41 in the lobby. */
const MORNING = Date.UTC(2026, 10, 21, 2, 41);

/** What stands on the paper, a line each. */
const read = ({ items }: PrintDocument): string[] =>
  items.flatMap((item) => {
    if (item.kind === 'line') return [item.runs.map(({ text }) => text).join('')];
    if (item.kind === 'columns') return [`${item.left} | ${item.right}`];
    if (item.kind === 'image') return ['(logo)'];
    return item.kind === 'qr' ? [item.content] : [];
  });

function take(more: Parameters<LobbyUnderTest['take']>[1] = {}, dueMs: number | null = null): Ticket {
  const complaints = service('A', { kind: dueMs === null ? 'queue' : 'case', dueMs });
  const test = LobbyUnderTest.open({ services: [complaints, service('B')] });
  return test.setClock(MORNING).take('A', more);
}

/** A layout as a file would have it; without one, the usual. */
const layout = (...items: FileTicketItem[]): TicketItem[] =>
  layoutOf(items.length === 0 ? {} : { layout: items }, ({ en = '?', ...own }) => ({
    'zh-CN': en,
    'zh-TW': en,
    ...own,
    en,
  }));

const lay = (ticket: Ticket, ...items: FileTicketItem[]): PrintDocument =>
  layTicket(site, ticket, { layout: layout(...items), logo: null });

const logo = { widthDots: 8, heightDots: 1, bits: new Uint8Array([0x5a]) };

/** One that has something for every placeholder. */
const fullTicket = (language: string): Ticket => ({
  ...take({ language, size: 4 }, 24 * HOUR_MS),
  class: 'appointment',
  appointmentAt: MORNING + 4 * MINUTE_MS,
  wait: { fromMinutes: 5, toMinutes: 10 },
  ahead: 6,
  copies: 1,
});

it('says on an ordinary ticket what everybody needs, and no more', () => {
  expect(read(lay(take({ language: 'en' })))).toEqual([
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

it('says by when a case is settled, in the time of the lobby, and the number under which it is kept', () => {
  const paper = read(lay(take({ language: 'en' }, 24 * HOUR_MS)));
  expect(paper).toContain('Settled by | 22 Nov 10:41');
  expect(paper).toContain('Case no. | 261121001');
  expect(paper.join()).not.toContain('Visit no.');
});

it('has the looks of always, down to the sizes and the space around the code', () => {
  const { items } = lay(take({ language: 'en' }));
  expect(items.slice(0, 4)).toEqual([
    line('Centre', { align: 'centre', bold: true }),
    line('Complaints', { align: 'centre', width: 2, height: 2 }),
    line('A001', { align: 'centre', width: 5, height: 5, bold: true }),
    line('You are next', { align: 'centre' }),
  ]);
  expect(items.slice(4, 9)).toEqual([
    { kind: 'feed', lines: 1 },
    { kind: 'qr', content: 'https://q.example.org/t/secret-t1', moduleDots: 6 },
    { kind: 'feed', lines: 1 },
    line('Scan to follow your place', { align: 'centre' }),
    { kind: 'rule' },
  ]);
});

it('says people ahead and the promised range beside each other', () => {
  const ticket: Ticket = { ...take({ language: 'en' }), ahead: 6, wait: { fromMinutes: 15, toMinutes: 20 } };
  expect(read(lay(ticket))).toContain('6 people ahead | About 15 to 20 min');
});

it('has no code, and no word of one, where telephones do not reach the lobby', () => {
  const paper = layTicket({ ...site, publicUrl: null }, take({ language: 'en' }), {
    layout: layout('number', 'qr', 'follow', { qr: 3 }, { text: 'Scan: {follow}' }),
    logo: null,
  });
  expect(read(paper)).toEqual(['A001']);
});

const said = (name: string) => read(lay(fullTicket('en'), 'copy', { text: `{${name}}` }))[1];

describe('a layout of the house', () => {
  it('fills every placeholder', () => {
    expect(Object.fromEntries(placeholders.map((name) => [name, said(name)]))).toEqual({
      lobby: 'Centre',
      service: 'Complaints',
      number: 'A001',
      ahead: '6',
      archive: '261121001',
      taken: '21 Nov 10:41',
      note: 'Missed it? Please see the desk.',
      wait: 'About 5 to 10 min',
      class: 'Appointment',
      case: '261121001',
      due: '22 Nov 10:41',
      appointment: '21 Nov 10:45',
      party: '4 people',
      follow: 'Scan to follow your place',
      copy: 'COPY',
    });
  });

  it('leaves a line out where the ticket has nothing for it, and keeps what is always there', () => {
    const lines = placeholders.map((name) => ({ left: name, right: `{${name}}` }));
    expect(read(lay(take({ language: 'en' }), ...lines)).map((row) => row.replace(/ \|.*/, ''))).toEqual([
      'lobby',
      'service',
      'number',
      'ahead',
      'archive',
      'taken',
      'note',
      'follow',
    ]);
  });

  it('speaks the language of the visitor, or those that an entry names, each once', () => {
    const ticket = take({ language: 'zh-TW' });
    const note = { 'zh-CN': '您好 {number}', 'zh-TW': '您好 {number}', en: 'Hello {number}' };
    expect(read(lay(ticket, 'copy', { text: note }))).toEqual(['您好 A001']);
    expect(read(lay(ticket, 'copy', { text: note, in: ['en', 'zh-CN'] }))).toEqual([
      'Hello A001',
      '您好 A001',
    ]);
    expect(read(lay(ticket, 'copy', { text: note, in: ['zh-CN', 'zh-TW'] }))).toEqual(['您好 A001']);
    expect(read(lay(ticket, 'copy', { left: '{service}', right: '{number}', in: ['zh-CN', 'en'] }))).toEqual([
      '投诉 | A001',
      'Complaints | A001',
    ]);
  });

  it('has its own looks', () => {
    const look = { align: 'right', width: 3, height: 8, bold: true } as const;
    expect(lay(take(), 'copy', { text: '{number}', ...look }, { feed: 3 }, { qr: 4 }).items).toEqual([
      line('A001', look),
      { kind: 'feed', lines: 3 },
      { kind: 'feed', lines: 1 },
      { kind: 'qr', content: 'https://q.example.org/t/secret-t1', moduleDots: 4 },
      { kind: 'feed', lines: 1 },
    ]);
  });

  it('marks a copy at its top, also where it does not say so', () => {
    const copy: Ticket = { ...take({ language: 'en' }), copies: 2 };
    expect(read(lay(copy, 'number'))).toEqual(['COPY', 'A001']);
    expect(read(lay(copy, 'number', { text: 'This is a {copy}.' }))).toEqual(['A001', 'This is a COPY.']);
  });

  it('shows the logo where there is one, and lets a printer keep it', () => {
    const paper = layTicket(site, take(), { layout: layout('logo', 'number'), logo });
    expect(paper.items[0]).toEqual({ kind: 'image', align: 'centre', image: logo, isKept: true });
    expect(read(layTicket(site, take(), { layout: layout(), logo }))[0]).toBe('(logo)');
    expect(read(lay(take(), 'logo', 'number'))).toEqual(['A001']);
  });
});

it('says what the lobby promises beside the number', () => {
  const priority = take({ language: 'zh-CN', priority: 'elderly', size: 4 });
  const paper = read(lay(priority));
  expect(paper).toContain('优先');
  expect(paper).toContain('同行 | 4 人');
  const appointment: Ticket = { ...priority, class: 'appointment', appointmentAt: MORNING + 4 * MINUTE_MS };
  const booked = read(lay(appointment));
  expect(booked).toContain('预约');
  expect(booked).toContain('预约时间 | 11月21日 10:45');
});

it.each([
  ['zh-CN', '副本'],
  ['zh-TW', '副本'],
  ['en', 'COPY'],
] as const)('marks a copy above everything that could be called, in %s', (language, mark) => {
  const ticket = take({ language });
  const paper = read(lay({ ...ticket, copies: 1, token: 'another' }));
  expect(paper.indexOf(mark)).toBe(1);
  expect(paper).toContain('https://q.example.org/t/another');
  expect(read(lay(ticket))).not.toContain(mark);
});

/** Columns that a text takes: a Han character takes two. */
const cells = (text: string): number => text.length + (text.match(/[\p{Script=Han}，：]/gu)?.length ?? 0);

it.each(languages)('fits beside each other on paper of 58 mm, in %s', (language) => {
  const WIDTH = 32;
  const ticket = take({ language, size: 12 }, 24 * HOUR_MS);
  const full: Ticket = { ...ticket, copies: 1, appointmentAt: MORNING };
  const tooWide = lay(full).items.filter(
    (item) =>
      item.kind === 'columns' &&
      item.left !== say(language, 'ticket.ahead', { count: 0 }) &&
      cells(item.left) + cells(item.right) + 1 > WIDTH,
  );
  expect(tooWide).toEqual([]);
});

const say = (language: (typeof languages)[number], key: TextKey, values: Record<string, number>): string =>
  formatText(catalogues[language], key, values);
