/** Who imports whom. */
import { posix } from 'node:path';
import type { ESTree } from 'vite';
import { breachAt, visit, type Breach, type Module, type Tree } from './tree.ts';

export interface Import {
  readonly from: Module;
  /** What stands in the source, like `./ticket.ts` or `yaml`. */
  readonly specifier: string;
  /** The file it leads to inside the tree, or null for a package or a built-in. */
  readonly target: string | null;
  /** Gone once types are stripped. `import { type A }` is not: the import itself stays. */
  readonly typeOnly: boolean;
  readonly offset: number;
}

/** Every import, re-export, `import()`, `typeof import()` and `new URL('./…', import.meta.url)` of a module. */
export function importsOf(module: Module): Import[] {
  const found: Import[] = [];
  const add = (source: { value: unknown; start: number } | null, typeOnly: boolean) => {
    if (source === null || typeof source.value !== 'string') return;
    const specifier = source.value;
    found.push({
      from: module,
      specifier,
      target: resolve(module, specifier),
      typeOnly,
      offset: source.start,
    });
  };
  visit(module, {
    ImportDeclaration: (node) => add(node.source, node.importKind === 'type'),
    ExportNamedDeclaration: (node) => add(node.source, node.exportKind === 'type'),
    ExportAllDeclaration: (node) => add(node.source, node.exportKind === 'type'),
    ImportExpression: (node) => add(literal(node.source), false),
    TSImportType: (node) => add(node.source, true),
    NewExpression: (node) => add(urlOfModule(node), false),
  });
  return found;
}

function literal(node: ESTree.Node | undefined): { value: unknown; start: number } | null {
  return node?.type === 'Literal' ? { value: node.value, start: node.start } : null;
}

/** How a worker or a child process names its module. */
function urlOfModule(node: ESTree.NewExpression): { value: unknown; start: number } | null {
  if (node.callee.type !== 'Identifier' || node.callee.name !== 'URL') return null;
  const path = literal(node.arguments[0]);
  return typeof path?.value === 'string' && /\.[jt]s$/.test(path.value) ? path : null;
}

function resolve(module: Module, specifier: string): string | null {
  if (!specifier.startsWith('.')) return null;
  const plain = specifier.replace(/\?.*$/, '');
  return posix.join(posix.dirname(module.path), plain);
}

interface Layer {
  readonly folder: string;
  /** Folders whose files it may import. */
  readonly files: readonly string[];
  /** Folders of which it may import types only. */
  readonly types?: readonly string[];
  /** Packages and built-ins; all where left out. */
  readonly packages?: readonly string[];
}

/** The first folder that fits a module is its layer: the narrow ones stand first. */
const layers: readonly Layer[] = [
  { folder: 'firmware-host/domain/', files: ['firmware-host/domain/'], packages: [] },
  { folder: 'firmware-host/messages/', files: ['firmware-host/messages/'], packages: ['typebox'] },
  { folder: 'firmware-host/', files: ['firmware-host/', 'config/', 'drivers/', 'package.json'] },
  { folder: 'config/texts/', files: ['config/texts/'] },
  { folder: 'config/', files: ['config/', 'drivers/'] },
  { folder: 'drivers/', files: ['drivers/'] },
  { folder: 'kiosk-ui/', files: ['kiosk-ui/', 'config/texts/'], types: ['firmware-host/messages/'] },
  { folder: 'test/', files: [''] },
  { folder: '', files: ['config/', 'drivers/', 'firmware-host/', 'kiosk-ui/'] },
];

/** Imports run one way: firmware-host → config → drivers; pages share messages (types) and texts; domain is alone. */
export function oneWayImports({ modules }: Tree): Breach[] {
  return modules.flatMap(importsOf).flatMap((found) => {
    const layer = layers.find(({ folder }) => found.from.path.startsWith(folder));
    const fault = layer === undefined ? null : layerFault(layer, found);
    return fault === null ? [] : [breachAt(found.from, found.offset, fault)];
  });
}

function layerFault(layer: Layer, { target, specifier, typeOnly }: Import): string | null {
  const name = layer.folder === '' ? 'the root' : layer.folder;
  if (target === null) {
    const { packages } = layer;
    if (packages === undefined || packages.some((known) => isOfPackage(specifier, known))) return null;
    const allowed = packages.length === 0 ? 'nothing but itself' : `only itself and ${packages.join(', ')}`;
    return `${name} imports ${specifier}, but may import ${allowed}; pass in what it needs.`;
  }
  if (layer.files.some((folder) => target.startsWith(folder))) return null;
  const asTypes = layer.types?.some((folder) => target.startsWith(folder)) ?? false;
  if (asTypes && typeOnly) return null;
  if (asTypes) return `${name} may have the types of ${target} only; write import type { … }.`;
  return `${name} must not import ${target}: imports run firmware-host → config → drivers, kiosk-ui → messages and texts.`;
}

function isOfPackage(specifier: string, name: string): boolean {
  return specifier === name || specifier.startsWith(`${name}/`);
}

/** What runs on a kiosk imports no package that `npm ci --omit=dev` leaves out, nor one that package.json does not name. */
export function shippedPackages({ files, modules }: Tree): Breach[] {
  const manifest: unknown = JSON.parse(files.find(({ path }) => path === 'package.json')?.text ?? '{}');
  const shipped = dependenciesOf(manifest);
  return modules
    .filter(({ path }) => /^(?:firmware-host|config|drivers)\//.test(path))
    .flatMap(importsOf)
    .filter(
      ({ target, specifier, typeOnly }) => target === null && !typeOnly && !specifier.startsWith('node:'),
    )
    .filter(({ specifier }) => !shipped.some((name) => isOfPackage(specifier, name)))
    .map(({ from, offset, specifier }) =>
      breachAt(
        from,
        offset,
        `${specifier} is not among the dependencies of package.json; add it there, or do without (built-ins begin with node:).`,
      ),
    );
}

function dependenciesOf(manifest: unknown): string[] {
  if (typeof manifest !== 'object' || manifest === null || !('dependencies' in manifest)) return [];
  const { dependencies } = manifest;
  return typeof dependencies === 'object' && dependencies !== null ? Object.keys(dependencies) : [];
}
