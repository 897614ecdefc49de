/** What a lobby file says about paper: the ticket's layout, and every fault in it with its place, also inside a text. */
import { describe, expect, test } from 'vitest';
import { parseTicket, writeTicket } from '../../config/ticket-yaml.ts';
import { configOf, faultLines, faultsOf, lobby } from './lobby.ts';

/** The sound lobby with a ticket; its keys begin in line 9. */
const withTicket = (...lines: string[]) => lobby({}, 'ticket:', ...lines.map((line) => `  ${line}`));
const withLayout = (...items: string[]) => withTicket('layout:', ...items.map((item) => `  - ${item}`));

const layoutOf = (text: string) => configOf(text).ticket.layout;
const word = (name: string) => ({ kind: 'word', word: name });
const same = (text: string) => ({ 'zh-CN': text, 'zh-TW': text, en: text });

describe('a layout that makes sense', () => {
  test('is the usual one where the file says nothing', () => {
    const usual =
      'logo lobby copy service number class ahead qr follow rule archive taken appointment party due note';
    expect(configOf(lobby({})).ticket).toEqual({ logo: null, layout: usual.split(' ').map(word) });
  });

  test('has every look filled in', () => {
    const layout = layoutOf(
      withLayout(
        'copy',
        "{ text: '{number}', size: 8, bold: true }",
        "{ text: { en: 'Hall {service}' }, align: left, width: 2, in: [zh-CN, en] }",
        "{ left: Room, right: '{service}' }",
        '{ feed: 2 }',
        '{ qr: 4 }',
      ),
    );
    expect(layout).toEqual([
      word('copy'),
      { kind: 'text', text: same('{number}'), align: 'centre', width: 8, height: 8, bold: true, in: null },
      {
        kind: 'text',
        text: same('Hall {service}'),
        align: 'left',
        width: 2,
        height: 1,
        bold: false,
        in: ['zh-CN', 'en'],
      },
      { kind: 'edges', left: same('Room'), right: same('{service}'), in: null },
      { kind: 'feed', lines: 2 },
      { kind: 'qr', moduleDots: 4 },
    ]);
  });

  test('gets the copy mark at its top where nobody has thought of it', () => {
    expect(layoutOf(withLayout('number'))).toEqual([word('copy'), word('number')]);
    // On a copy without an appointment this line would be left out.
    expect(layoutOf(withLayout('number', "'{copy} {appointment}'".replace(/^/, 'text: ')))[0]).toEqual(
      word('copy'),
    );
    expect(layoutOf(withLayout('number', "text: '** {copy} **'")).map(({ kind }) => kind)).toEqual([
      'word',
      'text',
    ]);
  });

  test('may be written back and read again, and is the same', () => {
    const text = withLayout(
      'number',
      'copy',
      "{ text: '{ahead} before: you', size: 2, bold: true, align: right }",
      '{ text: { en: Hello, zh-CN: 您好 }, width: 2, height: 3, in: [en, zh-CN] }',
      "{ left: '{archive}', right: { en: '{due}' } }",
      '{ feed: 3 }',
      '{ qr: 5 }',
    );
    const config = configOf(text);
    const written = writeTicket(config);
    expect(written.split('\n')).toHaveLength(9);
    expect(written).not.toContain('zh-TW');
    const parsed = parseTicket(written, config);
    expect(parsed).toEqual({ ok: true, ticket: config.ticket });
  });
});

describe('a fault inside a text has the place of its brace', () => {
  test.each([
    ["text: 'No. {nmber}'", '10:18', /no placeholder "nmber".*Did you mean "number"\?.*\{wait\}/],
    ['text: No. {nmber}', '10:17', /no placeholder "nmber"/],
    ["text: 'Your number: {number'", '10:27', /This \{ has no \} behind it/],
    ['text: "one \\"two\\" {number} {"', '10:35', /This \{ has no \}/],
    ["text: 'it''s {number} }'", '10:29', /This \} has no \{/],
    ["{ left: a, right: 'b {x}' }", '10:28', /no placeholder "x"/],
    ["text: '{Number}'", '10:14', /mean "number"/],
    ["text: '{{number}}'", '10:14', /This \{ has no \}/],
    // Where an escape hides which brace it is: the text's beginning.
    ['text: "\\x7b {x}"', '10:13', /This \{ has no \}/],
  ])('%s', (item, place, message) => {
    const [fault] = faultsOf(withLayout(item, 'number'));
    expect(`${fault?.line}:${fault?.column}`).toBe(place);
    expect(fault?.message).toMatch(message);
  });

  test('also in a text of several lines, and in each language', () => {
    const faults = faultLines(
      withLayout('number', 'text: >-', '  Please wait', '  until {numbr} is called').replaceAll(
        /\n {2} {2}- {3}/g,
        '\n        ',
      ),
    );
    expect(faults).toEqual([
      expect.stringMatching(/^13:\d+ ticket\.layout\[1\]\.text There is no placeholder/),
    ]);
    expect(faultLines(withLayout('number', "text: { en: '{a}', zh-CN: '{b}' }"))).toEqual([
      expect.stringMatching(/^11:20 ticket\.layout\[1\]\.text\.en .*"a"/),
      expect.stringMatching(/^11:34 ticket\.layout\[1\]\.text\.zh-CN .*"b"/),
    ]);
  });
});

/** Each with one fault: the entries beside `number`, where it is found, and what its message must say. */
const single: readonly (readonly [string, string, RegExp])[] = [
  ['nummber', '10:7 ticket.layout[0]', /"nummber" is not one of logo, .*Did you mean "number"/],
  ['7', '10:7 ticket.layout[0]', /7 is not one of logo/],
  ['{ txt: a }', '10:9 ticket.layout[0].txt', /Unknown key "txt"\. Did you mean "text"/],
  ['{}', '10:7 ticket.layout[0]', /Nothing stands here to print/],
  ['{ bold: true }', '10:7 ticket.layout[0]', /Nothing stands here to print/],
  ['{ left: a }', '10:7 ticket.layout[0]', /"right" is missing/],
  ['{ right: a }', '10:7 ticket.layout[0]', /"left" is missing/],
  ['{ text: a, feed: 2 }', '10:7 ticket.layout[0]', /one thing, and this one has text and feed/],
  ['{ left: a, right: b, size: 2 }', '10:28 ticket.layout[0].size', /nothing about left and right/],
  ['{ qr: 4, align: left }', '10:16 ticket.layout[0].align', /nothing about qr; take it away/],
  ['{ feed: 2, in: [en] }', '10:18 ticket.layout[0].in', /nothing about feed/],
  ['{ text: a, size: 9 }', '10:24 ticket.layout[0].size', /from 1 to 8/],
  ['{ text: a, bold: very }', '10:24 ticket.layout[0].bold', /true or false/],
  ['{ text: a, align: middle }', '10:25 ticket.layout[0].align', /not one of left, centre, right/],
  ['{ text: a, in: [] }', '10:22 ticket.layout[0].in', /too short/],
  ['{ text: a, in: [fr] }', '10:23 ticket.layout[0].in[0]', /not one of zh-CN, zh-TW, en/],
  ['{ feed: 11 }', '10:15 ticket.layout[0].feed', /from 1 to 10/],
  ['{ qr: 0 }', '10:13 ticket.layout[0].qr', /from 1 to 8/],
  ['{ text: "" }', '10:15 ticket.layout[0].text', /It is empty/],
  ['{ text: "a\\x1b@" }', '10:15 ticket.layout[0].text', /does not fit.*control characters/],
  [`{ text: ${'x'.repeat(201)} }`, '10:15 ticket.layout[0].text', /too long: 200 characters/],
  ['{ text: 4 }', '10:15 ticket.layout[0].text', /4 does not fit|put it in quotes/],
  ['{ text: { zh-CN: 你好 } }', '10:15 ticket.layout[0].text', /text in en is missing/],
  ['{ text: { en: a, fr: b } }', '10:24 ticket.layout[0].text.fr', /Unknown key "fr"/],
  ['logo', '10:7 ticket.layout[0]', /There is no logo; name its file under logo/],
];

test.each(single)('- %s: the fault is at %s', (item, place, message) => {
  const faults = faultsOf(withLayout(item, 'number'));
  expect(faults.map(({ line, column, path }) => `${line}:${column} ${path}`)).toEqual([place]);
  expect(faults[0]?.message).toMatch(message);
});

test('a text whose braces have no quotes is told so', () => {
  expect(faultLines(withLayout('{ text: No. {number} }'))[0]).toMatch(
    /^10:19 {2}A brace begins a mapping .*quotes/,
  );
  expect(faultLines(withLayout('text: {number}', 'number'))).toContainEqual(
    expect.stringMatching(/^10:13 .*reads \{number\} as a mapping; put the text in quotes/),
  );
});

describe('a ticket without its number is refused', () => {
  test.each([
    ['lobby'],
    // Left out of a ticket that nobody booked.
    ["text: '{number} {appointment}'"],
    ["{ left: '{number}', right: '{wait}' }"],
    ["text: { en: '{number}', zh-CN: 号码 }"],
  ])('- %s', (item) => {
    expect(faultLines(withLayout(item))).toEqual([
      expect.stringMatching(/^10:5 ticket\.layout The number is missing/),
    ]);
  });

  test.each([["text: '{number} for {service}'"], ["{ left: No., right: '{number}' }"]])(
    '- %s will do',
    (item) => {
      expect(faultLines(withLayout(item))).toEqual([]);
    },
  );
});

describe('how much there may be', () => {
  test('sixty entries', () => {
    const rules = Array.from({ length: 59 }, () => 'rule');
    expect(faultLines(withLayout('number', ...rules).replaceAll('rule', 'follow'))).toEqual([
      expect.stringMatching(/ticket could be \d+ cm long/),
    ]);
    expect(faultLines(withLayout('number', ...rules, 'rule'))).toEqual([
      expect.stringMatching(/^10:5 ticket\.layout The list is too long: 60 at most/),
    ]);
  });

  test('a metre of paper: a mistyped size is found', () => {
    const large = `{ text: '${'Hall '.repeat(12)}x', size: 8 }`;
    expect(faultLines(withLayout('number', large, large, large))).toEqual([
      expect.stringMatching(/^12:7 ticket\.layout\[2\] Down to here .* cm long/),
    ]);
    expect(faultLines(withLayout('number', large))).toEqual([]);
  });
});

describe('a logo', () => {
  test.each(['../logo.png', '/etc/logo.png', 'logo.jpg', 'logo', '""'])(
    '%s is no PNG beside the file',
    (name) => {
      expect(faultLines(withTicket(`logo: ${name}`))).toEqual([
        expect.stringMatching(/^9:9 ticket\.logo .*beside this one/),
      ]);
    },
  );
});

describe('a layout that is tried', () => {
  const { ticket, languages } = configOf(withTicket('logo: logo.png'));
  const present = { ticket, languages };
  const tried = (text: string, lobbyOf = present) => {
    const parsed = parseTicket(text, lobbyOf);
    return parsed.ok
      ? []
      : parsed.faults.map(({ line, column, path, message }) => `${line}:${column} ${path} ${message}`);
  };

  test('has its faults in its own lines', () => {
    expect(tried("layout:\n  - number\n  - text: 'a {b}'")).toEqual([
      expect.stringMatching(/^3:14 layout\[1\]\.text There is no placeholder "b"/),
    ]);
    expect(tried('layout: [lobby]')).toEqual([expect.stringMatching(/^1:9 layout The number is missing/)]);
    expect(tried('layout: [number')).toEqual([expect.stringMatching(/Not valid YAML/)]);
    expect(tried('- number')).toEqual([expect.stringMatching(/^1:1 {2}Here stands/)]);
    expect(tried('lay: [number]')).toEqual([expect.stringMatching(/^1:1 lay Unknown key/)]);
    expect(tried('layout: [number]\nmore: &a 1')).toHaveLength(2);
  });

  test('may name the present logo, and no other file', () => {
    expect(tried('logo: logo.png\nlayout: [logo, number]')).toEqual([]);
    expect(tried('logo: other.png')).toEqual([
      expect.stringMatching(/^1:7 logo Only the present logo .*logo\.png/),
    ]);
    expect(tried('logo: /etc/passwd.png')).toHaveLength(2);
    expect(tried('logo: a.png', { languages, ticket: { ...ticket, logo: null } })).toEqual([
      expect.stringMatching(/no logo yet/),
    ]);
  });

  test('is the usual one when nothing stands there', () => {
    for (const text of ['', '# nothing\n', '{}']) {
      expect(parseTicket(text, present)).toEqual({ ok: true, ticket: { logo: null, layout: ticket.layout } });
    }
  });
});

const withPrinters = (printer: string, kiosk: string) =>
  lobby(
    {},
    `devices: { printers: [{ id: p, model: escpos-58, port: "simulated:"${printer} }, { id: q, model: escpos-80, port: "simulated:" }] }`,
    `kiosks: [{ id: door${kiosk} }]`,
  );

describe('printers', () => {
  test('say their font and their roll', () => {
    const { devices } = configOf(withPrinters(', wideFont: big5, rollTickets: 400', ''));
    expect(devices.printers.map(({ wideFont, rollTickets }) => [wideFont, rollTickets])).toEqual([
      ['big5', 400],
      [undefined, 250],
    ]);
    expect(faultLines(withPrinters(', wideFont: gbk', ''))).toEqual([
      expect.stringMatching(
        /devices\.printers\[0\]\.wideFont "gbk" is not one of gb18030, big5, shift_jis, euc-kr, none/,
      ),
    ]);
    expect(faultLines(withPrinters(', rollTickets: 19', ''))).toEqual([
      expect.stringMatching(/rollTickets .*from 20 to 5000/),
    ]);
  });

  test('may stand in for another', () => {
    const spare = ', printer: p, spare: { printer: q, where: { en: At the west door } }';
    expect(configOf(withPrinters('', spare)).kiosks).toEqual([
      { id: 'door', printer: 'p', spare: { printer: 'q', where: same('At the west door') } },
    ]);
  });

  test.each([
    [', printer: p, spare: { printer: p, where: { en: here } }', '9:52', /"p" is the kiosk’s own printer/],
    [
      ', printer: p, spare: { printer: r, where: { en: here } }',
      '9:52',
      /no printer "r"; devices\.printers has p, q/,
    ],
    [', spare: { printer: q, where: { en: here } }', '9:22', /this kiosk has none/],
    [', printer: p, spare: { printer: q, where: { zh-CN: 西门 } }', '9:62', /name in en is missing/],
    [', printer: p, spare: { printer: q }', '9:41', /"where" is missing/],
    [', printer: p, spare: q', '9:41', /must be a mapping/],
  ])('{ id: door%s }: the fault is at %s', (kiosk, place, message) => {
    const faults = faultsOf(withPrinters('', kiosk));
    expect(faults.map(({ line, column }) => `${line}:${column}`)).toEqual([place]);
    expect(faults[0]?.message).toMatch(message);
  });
});
