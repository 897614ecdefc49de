import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import Value from 'typebox/value';
import { describe, expect, test } from 'vitest';
import { catalogues } from '../../config/texts/catalogues.ts';
import { formatEmphasised, languages, type Language, type TextKey } from '../../config/texts/texts.ts';
import { errorCodes } from '../../firmware-host/errors.ts';
import { Language as SpokenLanguage, Names, PrintProblem } from '../../firmware-host/messages/common.ts';

const keys = Object.keys(catalogues['zh-CN'].messages) as TextKey[];

/** Names of a message's arguments and tags: what code has to give it. */
function needs(language: Language, key: TextKey): string[] {
  const found = new Set<string>();
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) part.forEach(visit);
    if (typeof part !== 'object' || part === null) return;
    const { type, value, children, options } = part as Record<string, unknown>;
    if (typeof value === 'string' && type !== 0) found.add(type === 8 ? `<${value}>` : value);
    visit(children);
    for (const option of Object.values(options ?? {})) visit((option as { value: unknown }).value);
  };
  visit(new IntlMessageFormat(catalogues[language].messages[key], language).getAst());
  return [...found].toSorted();
}

const allNeeds = (language: Language) => keys.map((key) => [key, ...needs(language, key)]);

describe.each(languages)('%s', (language) => {
  test('has the same keys, in the same order', () => {
    expect(Object.keys(catalogues[language].messages)).toEqual(keys);
  });

  test('asks for the same values', () => {
    expect(allNeeds(language)).toEqual(allNeeds('zh-CN'));
  });

  test('says something for every number', () => {
    for (const key of keys) {
      for (const count of [0, 1, 2, 21]) {
        const values = Object.fromEntries(needs(language, key).map((name) => [name, count]));
        const said = [formatEmphasised(catalogues[language], key, values, (parts) => parts.join(''))].flat();
        expect(`${key}: ${said.join('')}`).toMatch(/: [^{}<>]+$/);
      }
    }
  });

  test('has a text for visitors and an action for staff, for every error and every trouble with paper', () => {
    const problems = PrintProblem.anyOf.map((schema) => schema.const);
    const wanted = [
      ...errorCodes.map((code) => `error.${code}`),
      ...problems.map((problem) => `print.${problem}`),
    ];
    const missing = wanted
      .flatMap((stem) => [`${stem}.visitor`, `${stem}.staff`])
      .filter((key) => !(key in catalogues[language].messages));
    expect(missing).toEqual([]);
  });
});

test('requests and views know the same languages', () => {
  const known = languages.filter((language) => Value.Check(SpokenLanguage, language));
  expect(known).toEqual([...languages]);
  expect(Object.keys(Names.properties)).toEqual([...languages]);
});

test('English has no quotes of Chinese width: the face draws ’ and “ as wide as a Han character', () => {
  expect(Object.values(catalogues.en.messages).filter((text) => /[‘’“”]/.test(text))).toEqual([]);
});

test('a lost error code leaves no text behind', () => {
  const told = keys.filter((key) => key.startsWith('error.')).map((key) => key.split('.')[1]);
  expect(new Set(told)).toEqual(new Set(errorCodes));
});

test('every text is used', async () => {
  const root = join(import.meta.dirname, '../..');
  const folders = ['kiosk-ui', 'firmware-host', 'config', 'drivers'];
  const names = await Promise.all(folders.map((folder) => readdir(join(root, folder), { recursive: true })));
  const paths = folders.flatMap((folder, index) =>
    (names[index] ?? [])
      .filter((name) => name.endsWith('.ts') && !/^(?:dist|node_modules)\b/.test(name))
      .map((name) => join(root, folder, name)),
  );
  const code = (await Promise.all(paths.map((path) => readFile(path, 'utf8')))).join('\n');
  const quoted = new Set([...code.matchAll(/'([a-z][\w.-]+)'/gi)].map(([, text]) => text));
  // Keys that are put together, such as `print.${problem}.visitor`.
  const composed = [...code.matchAll(/`([a-z]+(?:[.-][a-z.-]*)?)\$\{[^}]+\}([a-z.-]*)(\$\{[^}]+\})?`/gi)]
    .filter(([, start]) => start?.includes('.'))
    .map(
      ([, start, middle, end]) =>
        new RegExp(`^${start}[\\w-]+${middle}${end === undefined ? '' : '[\\w-]+'}$`),
    );
  const unused = keys.filter((key) => !quoted.has(key) && !composed.some((pattern) => pattern.test(key)));
  expect(unused).toEqual([]);
});

/** The sources of some pages' folders, as one text. */
async function sourcesIn(...folders: readonly string[]): Promise<string> {
  const root = join(import.meta.dirname, '../../kiosk-ui');
  const names = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(join(root, folder))).map((name) => join(root, folder, name)),
    ),
  );
  const paths = names.flat().filter((path) => path.endsWith('.ts'));
  return (await Promise.all(paths.map((path) => readFile(path, 'utf8')))).join('\n');
}

/** What a desk loads at first (see kiosk-ui/vite.config.ts) lacks these; the pages of figures load the first six later. */
test('no desk says what its catalogue lacks', async () => {
  const desks = ['counter', 'lab', 'maintenance', 'start', 'supervisor'].map((name) => `screens/${name}`);
  const code = await sourcesIn(...desks, 'elements', 'host');
  expect(code).toContain("'supervisor.todo'");
  const lacking =
    /['`](?:alarms|inputs|metric|metrics|reports|satisfaction|alarm|board|metric-input|speech)\.[\w$]/g;
  expect(code.match(lacking) ?? []).toEqual([]);
  const figures = await sourcesIn('screens/supervisor/figures');
  expect(figures.match(/['`](?:alarm|board|metric-input|speech)\.[\w$]/g) ?? []).toEqual([]);
});

test("visitors' pages say nothing that only staff's catalogue has", async () => {
  const root = join(import.meta.dirname, '../../kiosk-ui');
  const folders = ['screens/kiosk', 'screens/display', 'screens/rate', 'screens/ticket', 'elements'];
  const paths = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(join(root, folder))).map((name) => join(root, folder, name)),
    ),
  );
  const sources = paths.flat().filter((path) => path.endsWith('.ts'));
  const code = (await Promise.all(sources.map((path) => readFile(path, 'utf8')))).join('\n');
  const said = [...code.matchAll(/['`]([a-z]+)\.[\w.$-]/g)].map(([, start]) => start ?? '');
  const parts = new Set(keys.map((key) => key.split('.')[0]));
  const visitors = new Set([
    'counter',
    'display',
    'kiosk',
    'language',
    'phone',
    'priority',
    'print',
    'rate',
    'rating',
    'site',
  ]);
  expect(said.length).toBeGreaterThan(50);
  expect(said.filter((start) => parts.has(start) && !visitors.has(start))).toEqual([]);
});
