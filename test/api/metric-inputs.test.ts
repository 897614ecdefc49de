/** What people enter for the metrics, over HTTP: rows, files with faults, and what is taken back. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { InputBatches, InputBatchView, InputCheck } from '../../firmware-host/messages/metric-inputs.ts';
import { Api, bodyOf, problemOf, type Answer } from '../support/api.ts';
import { sharedFoyer } from '../support/foyer.ts';
import { lobbyFile } from '../support/lobby-file.ts';

const foyer = sharedFoyer((dir) => ['--config', lobbyFile(dir)]);
let api: Api;
beforeAll(() => {
  api = new Api(foyer().url);
});

const send = (kind: string, file: string | Buffer, query = ''): Promise<Answer> =>
  api.ask('POST', `/api/v1/metric-inputs/${kind}/csv${query}`, {
    raw: file,
    headers: { 'content-type': 'text/csv' },
  });
const check = async (kind: string, file: string | Buffer) =>
  bodyOf(await send(kind, file, '?check')) as InputCheck;
const checkCosts = (...lines: string[]) => check('costs', ['First day,Last day,Amount', ...lines].join('\n'));
const faultsOf = ({ faults }: InputCheck) => faults.map(({ line, column, code }) => [line, column, code]);
const batches = async () => (bodyOf(await api.get('/api/v1/metric-inputs')) as InputBatches).batches;

const shift = { agent: 'agent-1', date: '2026-11-02', from: '08:30', to: '17:30' };

describe('rows', () => {
  it.each([
    ['roster', [shift, { ...shift, agent: 'agent-2', from: '22:00', to: '06:00' }]],
    ['costs', [{ fromDate: '2026-11-02', toDate: '2026-11-08', amount: 1234.5, service: 'A' }]],
    ['quality', [{ agent: 'agent-1', date: '2026-11-02', score: 92, ticket: null }]],
    ['staff', [{ agent: 'agent-3', date: '2026-11-02', change: 'left', isFullTime: false }]],
    [
      'answers',
      [
        { date: '2026-11-02', count: 31, service: 'A' },
        { date: '2026-11-03', count: 1 },
      ],
    ],
  ])('of %s are entered, listed and withdrawn', async (kind, rows) => {
    const batch = await api.must<InputBatchView>(`metric-inputs/${kind}`, { by: 'agent-2', rows }, 201);
    expect(batch).toMatchObject({ kind, by: 'agent-2', rows: rows.length, from: '2026-11-02' });
    expect(await batches()).toEqual([batch]);
    expect(await api.refusal(`metric-inputs/${kind}`, { rows })).toBe('409 input-repeated');
    const left = await api.must<InputBatches>(`metric-inputs/${batch.id}/withdraw`, {});
    expect(left.batches).toEqual([]);
    expect(await api.refusal(`metric-inputs/${batch.id}/withdraw`, {})).toBe('404 input-unknown');
  });

  it('are refused with every fault', async () => {
    const rows = [
      shift,
      { ...shift, agent: 'nobody', to: '25:00' },
      { ...shift, date: '2026-02-30', more: 1 },
    ];
    expect(await api.faults('metric-inputs/roster', { rows })).toEqual([
      '/rows/1/to',
      '/rows/2/date',
      '/rows/2/more',
    ]);
    const wrong = [shift, { ...shift, agent: 'nobody' }, { ...shift, agent: 'agent-2', to: '08:29' }];
    const problem = problemOf(await api.post('/api/v1/metric-inputs/roster', { rows: wrong }));
    expect(problem.code).toBe('input-faulty');
    expect(problem.errors?.map(({ path }) => path)).toEqual(['/rows/1/agent', '/rows/2/to']);
    expect(problem.errors?.[1]?.message).toContain('13 hours');
    expect(await api.refusal('metric-inputs/roster', { rows: [] })).toBe('400 bad-request');
    expect(await api.refusal('metric-inputs/weather', { rows: [shift] })).toBe('404 not-found');
    expect(await batches()).toEqual([]);
  });

  it('of other centuries, of costs beyond all measure, or too many, are refused', async () => {
    const cost = { fromDate: '2026-11-02', toDate: '2026-11-08', amount: 1 };
    expect(
      await api.faults('metric-inputs/costs', { rows: [cost, { ...cost, toDate: '9999-12-31' }] }),
    ).toEqual(['/rows/1/toDate']);
    expect(await api.faults('metric-inputs/roster', { rows: [{ ...shift, date: '1999-12-31' }] })).toEqual([
      '/rows/0/date',
    ]);
    const rows = Array.from({ length: 1001 }, () => ({ agent: 'agent-1', date: '2026-11-02', score: 1 }));
    expect(await api.faults('metric-inputs/quality', { rows })).toEqual(['/rows']);
    expect(await batches()).toEqual([]);
  });

  it('full of faults say the first ones and how many more there are, as of a file', async () => {
    const rows = Array.from({ length: 500 }, () => ({ ...shift, agent: 'nobody' }));
    const errors = problemOf(await api.post('/api/v1/metric-inputs/roster', { rows })).errors ?? [];
    expect(errors).toHaveLength(200);
    expect(errors[198]?.path).toMatch(/^\/rows\/\d+\/(?:agent|from)$/);
    const [found = ''] = /\d+/.exec(errors[199]?.message ?? '') ?? [];
    // Each of them is of nobody, and from the second on overlaps the one before.
    expect([errors[199]?.path, Number(found)]).toEqual(['/rows', 500 + 499 - 199]);
  });

  it('malformed a thousand times are not told of a thousand times', async () => {
    const rows = Array.from({ length: 900 }, () => ({ ...shift, to: '25:00' }));
    const { code, errors = [] } = problemOf(await api.post('/api/v1/metric-inputs/roster', { rows }));
    expect(code).toBe('bad-request');
    expect(errors).toHaveLength(200);
    expect(errors.at(-1)).toEqual({ path: '/', message: 'has 701 more that are not listed' });
  });

  it('asked twice under a key are entered once', async () => {
    const headers = { 'idempotency-key': 'twice' };
    const first = await api.post('/api/v1/metric-inputs/roster', { rows: [shift] }, headers);
    const second = await api.post('/api/v1/metric-inputs/roster', { rows: [shift] }, headers);
    expect(second.text).toBe(first.text);
    expect(await batches()).toHaveLength(1);
    await api.must(`metric-inputs/${(bodyOf(first, 201) as InputBatchView).id}/withdraw`, {});
  });
});

describe('a file', () => {
  it('with faults lists every one of them, and nothing of it is entered', async () => {
    const file = [
      'Agent,Date,From,To,Weather',
      'agent-1,2026/11/2,8:30,17:30',
      'agnet-1,2026-11-02,8:30,17:30',
      'agent-2,2026-02-30,830,25:00',
      'agent-2,,08:30,17:30',
      '',
      'agent-1,2026-11-02,12:00,13:00',
      'agent-2,2026-11-03,08:30,17:30,,extra',
      'Agent 2,2026-11-04,18:00,09:00',
    ].join('\r\n');
    const found = await check('roster', file);
    expect(faultsOf(found)).toEqual([
      [1, null, 'column-unknown'],
      [3, 'agent', 'agent-unknown'],
      [4, 'date', 'date-impossible'],
      [4, 'from', 'time-format'],
      [4, 'to', 'time-format'],
      [5, 'date', 'cell-missing'],
      [7, 'from', 'shift-overlaps'],
      [8, null, 'cells-many'],
      [9, 'to', 'shift-too-long'],
    ]);
    expect(found).toMatchObject({ kind: 'roster', rows: 1, batch: null });
    expect(found.faults[1]).toMatchObject({ value: 'agnet-1' });
    expect(found.faults[1]?.remedy.en).toContain('did you mean "agent-1"');
    expect(found.faults[1]?.remedy['zh-CN']).toContain('agent-1');
    const problem = problemOf(await send('roster', file));
    expect(problem).toMatchObject({ status: 400, code: 'input-faulty' });
    expect(problem.errors?.map(({ path }) => path)).toEqual([
      '/lines/1',
      '/lines/3/agent',
      '/lines/4/date',
      '/lines/4/from',
      '/lines/4/to',
      '/lines/5/date',
      '/lines/7/from',
      '/lines/8',
      '/lines/9/to',
    ]);
    expect(await batches()).toEqual([]);
  });

  it('lacks a column, has one twice, a quotation mark without its other, or no rows', async () => {
    expect(faultsOf(await check('costs', 'Amount,Amount,First day\n5,6,2026-11-02'))).toEqual([
      [1, 'amount', 'column-twice'],
      [1, 'toDate', 'column-missing'],
    ]);
    const quoted = 'First day,Last day,Amount\n2026-11-02,2026-11-03,"5\n2026-11-04,2026-11-05,6\n';
    expect(faultsOf(await check('costs', quoted))).toEqual([
      [2, null, 'quote-open'],
      [2, 'amount', 'number-format'],
    ]);
    const broken = 'Agent,Date,Score\n"agent-1\n",2026-11-02,90\n\nagent-2,2026-11-02,"1""0"\n';
    expect(faultsOf(await check('quality', broken))).toEqual([[5, 'score', 'number-format']]);
    expect(faultsOf(await check('costs', ''))).toEqual([[1, null, 'rows-none']]);
    expect(faultsOf(await check('staff', 'Agent,Date,Change\n'))).toEqual([[1, null, 'rows-none']]);
    const many = `Agent,Date,Score\n${'agent-1,2026-11-02,90\n'.repeat(1001)}`;
    expect(faultsOf(await check('quality', many))).toEqual([[1, null, 'rows-many']]);
  });

  it('with an amount of hundreds of digits, a day of another century, or more than three years is refused', async () => {
    expect(faultsOf(await checkCosts(`2026-11-02,2026-11-03,${'9'.repeat(400)}`))).toEqual([
      [2, 'amount', 'amount-too-large'],
    ]);
    expect(faultsOf(await checkCosts('9999-12-31,9999-12-31,5'))).toEqual([
      [2, 'fromDate', 'date-impossible'],
      [2, 'toDate', 'date-impossible'],
    ]);
    const years = [2024, 2025, 2026, 2027].map((year) => `${year}-01-01,${year}-12-31,5`);
    expect(faultsOf(await checkCosts(...years))).toEqual([[5, 'fromDate', 'days-many']]);
  });

  it('of people takes whom the house knows by name, and of others what can be an id', async () => {
    const long = 'x'.repeat(65);
    const file = `Agent,Date,Change\nAgent 1,2026-11-02,joined\ngone,2026-11-02,left\n${long},2026-11-02,left\n"a\nb",2026-11-02,left\n`;
    expect(faultsOf(await check('staff', file))).toEqual([
      [4, 'agent', 'agent-unknown'],
      [5, 'agent', 'agent-unknown'],
    ]);
    const ticket = `Agent,Date,Score,Ticket\nagent-1,2026-11-02,90,${long}\n`;
    expect(faultsOf(await check('quality', ticket))).toEqual([[2, 'ticket', 'text-too-long']]);
    const entered = bodyOf(await send('staff', file.split('\n').slice(0, 2).join('\n')), 201) as InputCheck;
    await api.must(`metric-inputs/${entered.batch?.id}/withdraw`, {});
  });

  it('full of faults lists the first ones and counts the rest', async () => {
    const many = `Agent,Date,Score\n${'nobody,2026-11-02,x\n'.repeat(900)}`;
    const { faults } = await check('quality', many);
    expect(faults).toHaveLength(200);
    expect(faults.at(-1)).toMatchObject({ line: 101, column: null, code: 'faults-many', value: '1601' });
    expect(faults.at(-1)?.remedy.en).toContain('1601');
    const wide = `${'Agent,Weather,'.repeat(26)}\nagent-1\n`;
    expect(faultsOf(await check('quality', wide))).toEqual([[1, null, 'columns-many']]);
  });

  it('of answers says which numbers are none, and is entered with its headings in any language', async () => {
    const broken =
      'Date,Number,Service\n2026-11-02,0,A\n2026-11-02,2.5,\n2026-11-02,many,Nowhere\n2026-11-02,9,A';
    const found = await check('answers', broken);
    expect(faultsOf(found)).toEqual([
      [2, 'count', 'count-out-of-range'],
      [3, 'count', 'count-out-of-range'],
      [4, 'count', 'number-format'],
      [4, 'service', 'service-unknown'],
    ]);
    expect(found.faults[0]?.remedy['zh-TW']).toContain('整數');
    const good = '日期,件数,业务\n2026/11/2,"1,204",Repairs\n2026/11/3,7,\n';
    const entered = bodyOf(await send('answers', good, '?by=agent-1'), 201) as InputCheck;
    expect(entered).toMatchObject({
      rows: 2,
      batch: { kind: 'answers', from: '2026-11-02', to: '2026-11-03' },
    });
    await api.must(`metric-inputs/${entered.batch?.id}/withdraw`, {});
  });

  it('that is good is entered as a whole', async () => {
    const file =
      'First day;Last day;Amount;Service\n2026-11-02;2026-11-08;"¥1,234.50";Repairs\n2026-11-09;2026-11-09;7;\n';
    expect(await check('costs', file)).toMatchObject({ rows: 2, faults: [], batch: null });
    expect(await batches()).toEqual([]);
    const entered = bodyOf(await send('costs', file, '?by=agent-1'), 201) as InputCheck;
    expect(entered).toMatchObject({
      rows: 2,
      batch: { kind: 'costs', by: 'agent-1', rows: 2, to: '2026-11-09' },
    });
    expect(problemOf(await send('costs', file)).code).toBe('input-repeated');
    await api.must(`metric-inputs/${entered.batch?.id}/withdraw`, {});
  });

  it('of a spreadsheet in Chinese is read in its own encoding, with the names of people and services', async () => {
    // "人员,日期,变动,是否全职" and two rows in GB 18030.
    const chinese = Buffer.from(
      'c8cbd4b12cc8d5c6da2cb1e4b6af2ccac7b7f1c8abd6b00d0ac1d6c0cf2c32303236c4ea3131d4c232c8d52cc8ebd6b02cc8abd6b00d0ab3c22c323032362e31312e30332cc0ebd6b02cbce6d6b00d0a',
      'hex',
    );
    expect(await check('staff', chinese)).toMatchObject({ rows: 2, faults: [] });
    const wide = Buffer.from('\ufeff人员\t日期\t分数\r\nAgent 1\t2026-11-02\t91.5', 'utf16le');
    expect(await check('quality', wide)).toMatchObject({ rows: 1, faults: [] });
    const marked = '\ufeff人員,日期,分數\nAgent 9,2026-11-02,191\n';
    expect(faultsOf(await check('quality', marked))).toEqual([[2, 'agent', 'agent-unknown']]);
  });

  it('is text/csv and nothing else, and no other route takes any', async () => {
    const json = await api.post('/api/v1/metric-inputs/staff/csv', { rows: [] });
    expect(problemOf(json).code).toBe('media-type');
    const elsewhere = await api.ask('POST', '/api/v1/tickets', {
      raw: 'a,b',
      headers: { 'content-type': 'text/csv' },
    });
    expect(problemOf(elsewhere).code).toBe('media-type');
    const large = await send('staff', `Agent,Date,Change\n${' '.repeat(600_000)}`);
    expect(problemOf(large).code).toBe('too-large');
  });
});
