/** The rules of the house, kept by a machine. That each of them can fail is shown in test/tidy/rules.test.ts. */
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { noConsole, noSleepingTests, oneClock } from './tidy/calls.ts';
import { noCycles, noDeadModules } from './tidy/graph.ts';
import { noSentencesToPeople, noWordsInTemplates } from './tidy/hard-coded.ts';
import { oneWayImports, shippedPackages } from './tidy/imports.ts';
import { listedTablesExist, shortFiles, shortFunctions } from './tidy/sizes.ts';
import { readTree, type Breach, type Tree } from './tidy/tree.ts';
import { nothingLeftForLater, noWordsInCode } from './tidy/words.ts';

const rules: readonly (readonly [string, (tree: Tree) => Breach[]])[] = [
  ['imports run one way', oneWayImports],
  ['no import cycles', noCycles],
  ['the host runs without development packages', shippedPackages],
  ['no module is dead', noDeadModules],
  ['no source file over 300 lines', (tree) => shortFiles(tree)],
  ['every listed table exists', (tree) => listedTablesExist(tree)],
  ['no function over 70 lines', shortFunctions],
  ['time and randomness have one source', oneClock],
  ['no console', noConsole],
  ['no sleeping tests', noSleepingTests],
  ['nothing is left for later', nothingLeftForLater],
  ['no words in code', noWordsInCode],
  ['no words in templates', noWordsInTemplates],
  ['no sentences to people in the host', (tree) => noSentencesToPeople(tree)],
];

const tree = await readTree(fileURLToPath(new URL('..', import.meta.url)));

test.each(['config', 'drivers', 'firmware-host', 'kiosk-ui', 'test'])('the tree has %s', (folder) => {
  expect(tree.modules.some(({ path }) => path.startsWith(`${folder}/`))).toBe(true);
});

test.each(rules)('%s', (_name, rule) => {
  const breaches = rule(tree).map(({ path, line, message }) => `${path}:${line} ${message}`);
  expect(breaches.join('\n')).toBe('');
});
