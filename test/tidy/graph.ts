/** What the imports add up to: cycles, and modules that nothing leads to. */
import { posix } from 'node:path';
import { importsOf } from './imports.ts';
import type { Breach, Tree } from './tree.ts';

type Graph = ReadonlyMap<string, readonly string[]>;

function graphOf({ modules }: Tree): Graph {
  const known = new Set(modules.map(({ path }) => path));
  return new Map(
    modules.map((module) => [
      module.path,
      importsOf(module).flatMap(({ target }) => (target !== null && known.has(target) ? [target] : [])),
    ]),
  );
}

/** No module imports itself through others, not even for a type: two files that need each other are one, or three. */
export function noCycles(tree: Tree): Breach[] {
  const graph = graphOf(tree);
  const done = new Set<string>();
  const trail: string[] = [];
  const cycles: string[][] = [];
  const walk = (path: string) => {
    const seen = trail.indexOf(path);
    if (seen >= 0) cycles.push([...trail.slice(seen), path]);
    if (seen >= 0 || done.has(path)) return;
    trail.push(path);
    for (const next of graph.get(path) ?? []) walk(next);
    trail.pop();
    done.add(path);
  };
  for (const path of graph.keys()) walk(path);
  return cycles.map((cycle) => ({
    path: cycle[0] ?? '',
    line: 1,
    message: `Imports run in a circle: ${cycle.join(' → ')}; move what they share into a module of its own.`,
  }));
}

/** Every module is reached from something that somebody starts; what only tests reach lives under test/. */
export function noDeadModules(tree: Tree): Breach[] {
  const graph = graphOf(tree);
  const started = entries(tree);
  const shipped = reach(
    graph,
    started.filter((path) => !path.startsWith('test/')),
  );
  const all = reach(graph, started);
  return [...graph.keys()].flatMap((path) => {
    // An ambient declaration is read by the compiler, imported by nobody.
    if (path.endsWith('.d.ts') || shipped.has(path)) return [];
    if (path.startsWith('test/') && all.has(path)) return [];
    const message = all.has(path)
      ? 'Only tests reach this module; use it, move it under test/, or delete it.'
      : 'Nothing reaches this module; import it where it is needed, or delete it.';
    return [{ path, line: 1, message }];
  });
}

/** What is started by a person, a page, npm or a test runner. */
function entries({ files, modules }: Tree): string[] {
  const manifest = files.find(({ path }) => path === 'package.json')?.text ?? '';
  const named = modules
    .map(({ path }) => path)
    .filter(
      (path) =>
        path === 'firmware-host/main.js' ||
        /^(?:drivers\/simulate|test\/bench\/main)\.ts$/.test(path) ||
        /^test\/torture\/[^/]+\.ts$/.test(path) ||
        /\.(?:test|config)\.ts$/.test(path) ||
        manifest.includes(`node ${path}`),
    );
  const pages = files.filter(({ path }) => path.endsWith('.html'));
  return [...named, ...pages.flatMap(({ path, text }) => scriptsOf(path, text))];
}

/** A page's scripts; one that begins with a slash starts from the folder of the pages. */
function scriptsOf(page: string, text: string): string[] {
  return [...text.matchAll(/<script\b[^>]*\bsrc="([^"]+\.ts)"/g)].map(([, source = '']) =>
    source.startsWith('/') ? `kiosk-ui${source}` : posix.join(posix.dirname(page), source),
  );
}

function reach(graph: Graph, starts: readonly string[]): Set<string> {
  const reached = new Set<string>();
  const waiting = [...starts];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    waiting.push(...(graph.get(path) ?? []));
  }
  return reached;
}
