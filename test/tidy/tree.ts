/** The source tree as the rules see it: files with their text, and modules with their syntax. */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseSync, Visitor, type ESTree, type VisitorObject } from 'vite';

export interface SourceFile {
  /** From the root of the tree, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Module extends SourceFile {
  readonly program: ESTree.Program;
  readonly comments: readonly Span[];
}

export interface Tree {
  /** Everything that people write, scripts and styles included. */
  readonly files: readonly SourceFile[];
  /** The TypeScript among them. */
  readonly modules: readonly Module[];
}

/** One breach of one rule, with the remedy. */
export interface Breach {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

const folders = ['.ci', 'config', 'drivers', 'firmware-host', 'kiosk-ui', 'test'];
const skippedFolders = new Set(['node_modules', 'dist', 'fixtures']);
const written = /\.(?:[jt]s|css|sh|html|yaml|json)$|^\.ci\//;

/** Reads the tree at `root`; what tools make and what tests feed on is left out. */
export async function readTree(root: string): Promise<Tree> {
  const paths = (await readdir(root)).filter((name) => name.endsWith('.ts') || name === 'package.json');
  for (const folder of folders) paths.push(...(await listFiles(root, folder)));
  const wanted = paths.filter((path) => written.test(path)).toSorted();
  const texts = await Promise.all(wanted.map((path) => readFile(join(root, path), 'utf8')));
  return treeOf(Object.fromEntries(wanted.map((path, index) => [path, texts[index] ?? ''])));
}

async function listFiles(root: string, folder: string): Promise<string[]> {
  const found = await readdir(join(root, folder), { withFileTypes: true });
  const paths = await Promise.all(
    found
      .filter(({ name }) => !skippedFolders.has(name))
      .map(async (item) => {
        const path = `${folder}/${item.name}`;
        return item.isDirectory() ? await listFiles(root, path) : [path];
      }),
  );
  return paths.flat();
}

/** A tree from paths and texts. @throws Error for TypeScript that cannot be parsed, naming the file. */
export function treeOf(texts: Readonly<Record<string, string>>): Tree {
  const files = Object.entries(texts).map(([path, text]) => ({ path, text }));
  return { files, modules: files.filter(({ path }) => /\.[jt]s$/.test(path)).map(parseModule) };
}

function parseModule({ path, text }: SourceFile): Module {
  const { program, comments, errors } = parseSync(path, text);
  const [first] = errors;
  if (first !== undefined) throw new Error(`${path}: ${first.message}`);
  return { path, text, program, comments };
}

/** Walks a module's syntax. */
export function visit(module: Module, visitor: VisitorObject): void {
  new Visitor(visitor).visit(module.program);
}

/** The 1-based line of an offset. */
export function lineOf({ text }: SourceFile, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}

/** A breach at an offset of a file. */
export function breachAt(file: SourceFile, offset: number, message: string): Breach {
  return { path: file.path, line: lineOf(file, offset), message };
}
