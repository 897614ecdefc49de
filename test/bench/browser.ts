/** A real browser for rows about pages, ended with the row. */
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
/** A page that a visitor could not touch by then is broken, not slow. */
const TOUCHABLE_MS = 30_000;

export async function withBrowser<T>(use: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}

export async function openKiosk(browser: Browser, port: number): Promise<Page> {
  const page = await browser.newPage({ locale: 'zh-CN', viewport: { width: 1080, height: 1920 } });
  await page.goto(`http://127.0.0.1:${port}/kiosk`);
  await page.locator('button.service').first().waitFor({ timeout: TOUCHABLE_MS });
  return page;
}

/** What a page holds on to once all that nobody needs is swept away. */
export interface Held {
  /** Of its objects, functions, arrays and texts. */
  readonly bytes: number;
  readonly domNodes: number;
  readonly listeners: number;
}

/**
 * Machine code that the engine makes of functions in use for long, and the requests that DevTools remembers, grow with use up to
 * bounds of their own: the page keeps neither, so only its own kinds of things count.
 */
const keptByPages = new Set([
  'array',
  'object',
  'closure',
  'string',
  'concatenated string',
  'sliced string',
  'regexp',
  'number',
  'symbol',
  'bigint',
]);

/** Some of V8's heap snapshot: a row of numbers for each thing, in the order of its fields. */
interface HeapSnapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly [readonly string[], ...unknown[]];
    };
  };
  readonly nodes: readonly number[];
}

export async function heldBy(devtools: CDPSession): Promise<Held> {
  const { snapshot, nodes } = await heapSnapshot(devtools);
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [kindAt, sizeAt] = [fields.indexOf('type'), fields.indexOf('self_size')];
  let bytes = 0;
  for (let at = 0; at < nodes.length; at += fields.length) {
    const kind = types[0][nodes[at + kindAt] ?? -1] ?? '';
    if (keptByPages.has(kind)) bytes += nodes[at + sizeAt] ?? 0;
  }
  const counters = await devtools.send('Memory.getDOMCounters');
  return { bytes, domNodes: counters.nodes, listeners: counters.jsEventListeners };
}

/** The garbage is collected before it is taken. */
async function heapSnapshot(devtools: CDPSession): Promise<HeapSnapshot> {
  const parts: string[] = [];
  const hear = ({ chunk }: { readonly chunk: string }) => parts.push(chunk);
  devtools.on('HeapProfiler.addHeapSnapshotChunk', hear);
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  devtools.off('HeapProfiler.addHeapSnapshotChunk', hear);
  // V8 says in itself how it is laid out, and `meta` is read for it.
  return JSON.parse(parts.join('')) as HeapSnapshot;
}
