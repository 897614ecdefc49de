/** Nothing so long that one has to scroll to know what it does. */
import type { ESTree } from 'vite';
import { breachAt, lineOf, visit, type Breach, type Module, type Tree } from './tree.ts';

const fileLinesMax = 300;
const functionLinesMax = 70;

/**
 * Files that are tables, not programs: a row more makes them no harder to read. Each is named here, with the reason beside it.
 */
export const dataTables: readonly string[] = [
  // A line for each field of each event: what of it the centre gets.
  'firmware-host/central/departures.ts',
];

const measured = /\.(?:ts|css|sh|html)$|^\.ci\//;

/** No source file over 300 lines; texts, fixtures and the listed tables aside. */
export function shortFiles({ files }: Tree, tables: readonly string[] = dataTables): Breach[] {
  return files
    .filter(({ path }) => measured.test(path) && !tables.includes(path))
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0) }))
    .filter(({ lines }) => lines > fileLinesMax)
    .map(({ path, lines }) => ({
      path,
      line: fileLinesMax + 1,
      message: `${lines} lines, ${fileLinesMax} at most; split it by what changes together.`,
    }));
}

/** A listed table that is gone would hide the next file of its name. */
export function listedTablesExist({ files }: Tree, tables: readonly string[] = dataTables): Breach[] {
  return tables
    .filter((table) => !files.some(({ path }) => path === table))
    .map((table) => ({ path: table, line: 1, message: 'There is no such table; take it off the list.' }));
}

/** No function over 70 lines, its signature included. */
export function shortFunctions({ modules }: Tree): Breach[] {
  return modules.flatMap((module) => {
    const groups = testGroups(module);
    return functionsOf(module)
      .filter(({ start }) => !groups.has(start))
      .map(({ start, end }) => ({ start, lines: lineOf(module, end) - lineOf(module, start) + 1 }))
      .filter(({ lines }) => lines > functionLinesMax)
      .map(({ start, lines }) =>
        breachAt(module, start, `A function of ${lines} lines, ${functionLinesMax} at most; name its parts.`),
      );
  });
}

function functionsOf(module: Module): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  const add = ({ start, end }: { start: number; end: number }) => void found.push({ start, end });
  visit(module, { FunctionDeclaration: add, FunctionExpression: add, ArrowFunctionExpression: add });
  return found;
}

/** The callback of a `describe` is a chapter: it holds tests, and each of those is measured. */
function testGroups(module: Module): Set<number> {
  const groups = new Set<number>();
  visit(module, {
    CallExpression: ({ callee, arguments: given }) => {
      if (rootName(callee) !== 'describe') return;
      for (const argument of given) groups.add(argument.start);
    },
  });
  return groups;
}

/** `describe` of `describe.each(rows)(…)`. */
function rootName(node: ESTree.Node): string | null {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'MemberExpression') return rootName(node.object);
  return node.type === 'CallExpression' ? rootName(node.callee) : null;
}
