/** Each rule of the house against small trees that break it: a rule that cannot fail guards nothing. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { noConsole, noSleepingTests, oneClock } from './calls.ts';
import { noCycles, noDeadModules } from './graph.ts';
import { oneWayImports, shippedPackages } from './imports.ts';
import { listedTablesExist, shortFiles, shortFunctions } from './sizes.ts';
import { readTree, treeOf, type Breach, type Tree } from './tree.ts';
import { nothingLeftForLater, noWordsInCode } from './words.ts';

/** Where the rule is broken, as `path:line`. */
function places(rule: (tree: Tree) => Breach[], texts: Readonly<Record<string, string>>): string[] {
  return rule(treeOf(texts)).map(({ path, line }) => `${path}:${line}`);
}

describe('imports run one way', () => {
  test.each([
    ['drivers/a.ts', "import '../config/load.ts';"],
    ['drivers/a.ts', "import type { A } from '../firmware-host/messages/views.ts';"],
    ['drivers/a.ts', "export * from '../firmware-host/main.ts';"],
    ['config/a.ts', "export { b } from '../firmware-host/b.ts';"],
    ['config/a.ts', "const b = await import('../firmware-host/b.ts');"],
    ['config/texts/a.ts', "import '../load.ts';"],
    ['config/a.ts', "type A = import('../kiosk-ui/a.ts').A;"],
    ['kiosk-ui/a.ts', "import { A } from '../firmware-host/messages/views.ts';"],
    ['kiosk-ui/a.ts', "import { type A } from '../firmware-host/messages/views.ts';"],
    ['kiosk-ui/a.ts', "import type { A } from '../firmware-host/domain/lobby.ts';"],
    ['kiosk-ui/a.ts', "import '../config/load.ts';"],
    ['firmware-host/a.ts', "import '../kiosk-ui/a.ts';"],
    ['firmware-host/a.ts', "import '../test/support/a.ts';"],
    ['firmware-host/a.ts', "new Worker(new URL('../test/a.ts', import.meta.url));"],
    ['firmware-host/domain/a.ts', "import '../clock.ts';"],
    ['firmware-host/domain/a.ts', "import type { A } from '../messages/views.ts';"],
    ['firmware-host/domain/a.ts', "import { createHash } from 'node:crypto';"],
    ['firmware-host/domain/a.ts', "import { Temporal } from 'temporal-polyfill';"],
    ['firmware-host/messages/a.ts', "import { z } from 'typebox-else';"],
    ['firmware-host/messages/a.ts', "import '../domain/lobby.ts';"],
    ['vitest.config.ts', "import './test/support/a.ts';"],
  ])('%s must not say %s', (path, line) => {
    expect(places(oneWayImports, { [path]: `// first\n${line}` })).toEqual([`${path}:2`]);
  });

  test.each([
    [
      'firmware-host/a.ts',
      "import '../config/load.ts'; import '../drivers/printer/device.ts'; import './b.ts';",
    ],
    ['config/a.ts', "import '../drivers/printer/device.ts'; import './texts/texts.ts'; import 'node:fs';"],
    ['kiosk-ui/a.ts', "import type { A } from '../firmware-host/messages/views.ts'; import 'lit';"],
    ['kiosk-ui/screens/a.ts', "import '../../config/texts/texts.ts'; import '../theme/a.css?inline';"],
    ['firmware-host/domain/a.ts', "import './b.ts';"],
    [
      'firmware-host/messages/a.ts',
      "import './b.ts'; import { Type } from 'typebox'; import 'typebox/value';",
    ],
    ['test/a.ts', "import '../firmware-host/domain/lobby.ts'; import '../kiosk-ui/a.ts';"],
  ])('%s may say %s', (path, line) => {
    expect(places(oneWayImports, { [path]: line })).toEqual([]);
  });
});

test('no import cycles, not even of types', () => {
  const texts = {
    'config/a.ts': "import './b.ts';",
    'config/b.ts': "import type { C } from './deep/c.ts';",
    'config/deep/c.ts': "export * from '../a.ts';",
    'config/d.ts': "import './a.ts'; import './b.ts';",
  };
  const [breach, ...rest] = noCycles(treeOf(texts));
  expect(rest).toEqual([]);
  expect(breach?.message).toContain('config/a.ts → config/b.ts → config/deep/c.ts → config/a.ts');
  expect(noCycles(treeOf({ ...texts, 'config/deep/c.ts': '' }))).toEqual([]);
  expect(places(noCycles, { 'config/a.ts': "import './a.ts';" })).toEqual(['config/a.ts:1']);
});

test('the host runs without development packages', () => {
  const texts = {
    'package.json':
      '{ "dependencies": { "yaml": "2", "@fastify/static": "1" }, "devDependencies": { "lit": "3" } }',
    'firmware-host/a.ts': "import 'yaml'; import '@fastify/static'; import 'node:fs';\nimport 'lit';",
    'config/a.ts': "import 'fs';",
    'drivers/a.ts': "import type { A } from 'types-only';",
    'kiosk-ui/a.ts': "import 'lit';",
    'test/a.ts': "import 'vitest';",
  };
  expect(places(shippedPackages, texts)).toEqual(['firmware-host/a.ts:2', 'config/a.ts:1']);
});

test('no module is dead', () => {
  const texts = {
    'package.json': '{ "scripts": { "pretest": "node test/support/programs.ts" } }',
    'firmware-host/main.js': "import './used.ts';",
    'firmware-host/used.ts': "new Worker(new URL('./worker.ts', import.meta.url));",
    'firmware-host/worker.ts': '',
    'firmware-host/dead.ts': "import './dead-too.ts';",
    'firmware-host/dead-too.ts': "import './used.ts';",
    'drivers/simulate.ts': '',
    'drivers/only-tested.ts': '',
    'drivers/ambient.d.ts': 'declare module "x";',
    'kiosk-ui/kiosk.html': '<script type="module" src="./screens/kiosk.ts"></script>',
    'kiosk-ui/lab.html': '<script type="module" src="/screens/lab.ts"></script>',
    'kiosk-ui/screens/kiosk.ts': '',
    'kiosk-ui/screens/lab.ts': '',
    'kiosk-ui/screens/forgotten.ts': '',
    'kiosk-ui/vite.config.ts': '',
    'test/a.test.ts': "import './support/helper.ts'; import '../drivers/only-tested.ts';",
    'test/support/helper.ts': '',
    'test/support/programs.ts': '',
    'test/support/dead.ts': '',
    'test/bench/main.ts': '',
    'test/torture/power-cut.ts': '',
  };
  expect(places(noDeadModules, texts)).toEqual([
    'firmware-host/dead.ts:1',
    'firmware-host/dead-too.ts:1',
    'drivers/only-tested.ts:1',
    'kiosk-ui/screens/forgotten.ts:1',
    'test/support/dead.ts:1',
  ]);
});

function lines(count: number): string {
  return 'a;\n'.repeat(count);
}

/** A function of `count` lines that begins in line 2. */
function block(count: number, head: string): string {
  return `\n${head} {\n${lines(count - 2)}}`;
}

function group(head: string): Record<string, string> {
  return { 'test/a.test.ts': `${block(90, `${head}('x', () =>`)});` };
}

describe('nothing is too long', () => {
  test('files', () => {
    expect(places(shortFiles, { 'config/a.ts': lines(300), 'kiosk-ui/a.css': lines(300) })).toEqual([]);
    expect(
      places(shortFiles, { 'config/a.ts': lines(301), 'kiosk-ui/a.css': lines(301), '.ci/run': lines(301) }),
    ).toEqual(['config/a.ts:301', 'kiosk-ui/a.css:301', '.ci/run:301']);
    expect(places(shortFiles, { 'config/texts/en.json': lines(999) })).toEqual([]);
  });

  test('listed tables are, and must exist', () => {
    const tree = treeOf({ 'drivers/table.ts': lines(999) });
    expect(shortFiles(tree, ['drivers/table.ts'])).toEqual([]);
    expect(listedTablesExist(tree, ['drivers/table.ts'])).toEqual([]);
    expect(listedTablesExist(tree, ['drivers/gone.ts'])).toHaveLength(1);
  });

  test.each(['function f()', 'const f = async () =>', 'const f = function ()', 'class A { m()'])(
    '%s',
    (head) => {
      const end = head.startsWith('class') ? '}' : '';
      expect(places(shortFunctions, { 'config/a.ts': block(70, head) + end })).toEqual([]);
      expect(places(shortFunctions, { 'config/a.ts': block(71, head) + end })).toEqual(['config/a.ts:2']);
    },
  );

  test('a group of tests is a chapter, a test is a function', () => {
    expect(places(shortFunctions, group('describe'))).toEqual([]);
    expect(places(shortFunctions, group('describe.each([1])'))).toEqual([]);
    expect(places(shortFunctions, group('test'))).toEqual(['test/a.test.ts:2']);
  });
});

describe('time and randomness have one source', () => {
  test.each([
    'Date.now();',
    'globalThis.Date.now();',
    "Date['now']();",
    'const now = Date.now;',
    'new Date();',
    'Date();',
    'performance.now();',
    'Math.random();',
    'process.hrtime.bigint();',
    'Temporal.Now.instant();',
    'crypto.randomUUID();',
    'crypto.getRandomValues(bytes);',
  ])('%s', (line) => {
    expect(places(oneClock, { 'firmware-host/a.ts': line })).toEqual(['firmware-host/a.ts:1']);
    expect(
      places(oneClock, {
        'firmware-host/clock.ts': line,
        'firmware-host/ids.ts': line,
        'drivers/a.ts': line,
      }),
    ).toEqual([]);
  });

  test('a renamed import is found as well', () => {
    const line = "import { randomBytes as bytes } from 'node:crypto';";
    expect(places(oneClock, { 'firmware-host/a.ts': line })).toContain('firmware-host/a.ts:1');
  });

  test('a moment that is given is none', () => {
    expect(places(oneClock, { 'firmware-host/a.ts': "new Date(0); Date.parse('x'); // Date.now()" })).toEqual(
      [],
    );
  });
});

test('no console, but in commands', () => {
  const texts = { 'config/a.ts': '\nconsole.log(1);', 'drivers/simulate.ts': 'console.log(1);' };
  expect(places(noConsole, texts)).toEqual(['config/a.ts:2']);
});

describe('no sleeping tests', () => {
  test.each([
    'await new Promise((resolve) => setTimeout(resolve, 100));',
    'await new Promise((done) => setTimeout(() => done(), 2 * 1_000));',
    'await new Promise(function (resolve) { setTimeout(resolve, 500); });',
    'await setTimeout(250);',
    'await sleep(100);',
  ])('%s', (line) => {
    expect(places(noSleepingTests, { 'test/a.test.ts': line })).toEqual(['test/a.test.ts:1']);
    expect(places(noSleepingTests, { 'drivers/a.ts': line })).toEqual([]);
  });

  test.each([
    'await new Promise((resolve) => setTimeout(resolve, 10));',
    "setTimeout(() => reject(new Error('late')), 5_000);",
    'await setTimeout(99);',
    'await wait(untilReady, 5_000);',
    'vi.advanceTimersByTime(60_000);',
  ])('%s is none', (line) => {
    expect(places(noSleepingTests, { 'test/a.test.ts': line })).toEqual([]);
  });
});

test('nothing is left for later', () => {
  const marker = ['TO', 'DO'].join('');
  const texts = {
    'config/a.ts': `// first\n// ${marker}: later`,
    'kiosk-ui/a.css': `/* ${marker} */`,
    'config/b.ts': 'const todo = 1;',
  };
  expect(places(nothingLeftForLater, texts)).toEqual(['config/a.ts:2', 'kiosk-ui/a.css:1']);
});

test('no words in code', () => {
  const texts = {
    'firmware-host/a.ts': "// 号\nconst a = '号'; /* 号 */",
    'drivers/a.ts': 'const a = `请${1}`;',
    'kiosk-ui/a.html': '<!-- 号 -->\n<h1>取号</h1>',
    'kiosk-ui/a.css': "/* 号 */ a::after { content: '号' }",
    'config/a.ts': "'号'",
    'test/a.ts': "'号'",
  };
  expect(places(noWordsInCode, texts)).toEqual([
    'firmware-host/a.ts:2',
    'drivers/a.ts:1',
    'kiosk-ui/a.html:2',
    'kiosk-ui/a.css:1',
  ]);
});

test('the tree on disk: what people write, nothing that is made or installed', async () => {
  const root = await mkdtemp(join(tmpdir(), 'foyer-tidy-'));
  try {
    const written = [
      '.ci/run',
      'config/a.yaml',
      'drivers/deep/a.ts',
      'firmware-host/a.ts',
      'kiosk-ui/a.html',
    ];
    const made = [
      'kiosk-ui/dist/a.ts',
      'test/fixtures/a.ts',
      'node_modules/a/a.ts',
      'test/a.png',
      'notes.md',
    ];
    for (const path of [...written, ...made, 'test/a.test.ts', 'package.json', 'vitest.config.ts']) {
      await mkdir(join(root, path, '..'), { recursive: true });
      await writeFile(join(root, path), '{}');
    }
    const { files } = await readTree(root);
    expect(files.map(({ path }) => path)).toEqual([
      ...written,
      'package.json',
      'test/a.test.ts',
      'vitest.config.ts',
    ]);
  } finally {
    await rm(root, { recursive: true });
  }
  expect(() => treeOf({ 'config/a.ts': 'const = 1' })).toThrow(/^config\/a\.ts: /);
});
