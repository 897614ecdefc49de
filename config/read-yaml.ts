/**
 * YAML to plain data that still knows where everything stood. Stricter than YAML on purpose: no tags, no anchors or aliases,
 * no two documents. A lobby file needs none of these, and each is a way to say something else than what is seen.
 */
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
  type Pair,
  type Scalar,
  type YAMLError,
} from 'yaml';
import { formatPath, quote, type Fault, type Path } from './faults.ts';

export interface YamlFile {
  readonly value: unknown;
  readonly faults: readonly Fault[];
  /** A fault at the value of `path`, or at the nearest thing above it that the file has. */
  at(path: Path, message: string): Fault;
  /** A fault at the key itself, for a key that should not be there. */
  atKey(path: Path, message: string): Fault;
  /** A fault at a character of the text at `path`, counted from 0; at the text's beginning where escapes hide which one it is. */
  inside(path: Path, index: number, message: string): Fault;
}

/** YAML's own parser needs a time that grows with the square of a line's length and of nesting: a hostile file stops here. */
const lineCharactersMax = 1_000;
const linesMax = 20_000;
/** One unclosed quote makes a fault of every line after it; more of these would say nothing. */
const syntaxFaultsMax = 20;

/** Reads `text`; never throws. With faults of syntax `value` is undefined, since what stands there is then a guess. */
export function readYaml(file: string, text: string): YamlFile {
  const overlong = findOverlong(file, text);
  if (overlong !== null) return new Reading(file, text, new LineCounter()).failed([overlong]);
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    strict: true,
    prettyErrors: false,
    // With `silent` a second document would be dropped without a word.
    logLevel: 'error',
    resolveKnownTags: false,
    merge: false,
    // Done in `Reading.map`: the library compares every key with every other.
    uniqueKeys: false,
  });
  return new Reading(file, text, lines).read(document);
}

function findOverlong(file: string, text: string): Fault | null {
  const lines = text.split('\n');
  const index = lines.findIndex((line) => line.length > lineCharactersMax);
  const wrong = (line: number, message: string): Fault => ({ file, line, column: 1, path: '', message });
  if (index >= 0) {
    return wrong(index + 1, `The line is over ${lineCharactersMax} characters long; break it into several.`);
  }
  if (lines.length > linesMax) {
    return wrong(linesMax + 1, `The file is over ${linesMax} lines long; a lobby never needs so many.`);
  }
  return null;
}

class Reading {
  readonly #file: string;
  readonly #text: string;
  readonly #lines: LineCounter;
  readonly #faults: Fault[] = [];
  readonly #keys = new Map<string, number>();
  readonly #values = new Map<string, number>();
  readonly #texts = new Map<string, Scalar<string>>();

  constructor(file: string, text: string, lines: LineCounter) {
    this.#file = file;
    this.#text = text;
    this.#lines = lines;
  }

  read(document: Document.Parsed): YamlFile {
    if (document.errors.length > 0) return this.failed(this.#syntax(document.errors));
    this.#faults.push(...this.#syntax(document.warnings));
    const value = document.contents === null ? null : this.#node(document.contents, []);
    return this.#result(value, this.#faults);
  }

  failed(faults: readonly Fault[]): YamlFile {
    return this.#result(undefined, faults);
  }

  #result(value: unknown, faults: readonly Fault[]): YamlFile {
    return {
      value,
      faults,
      at: (path, message) => this.#fault(this.#offset(path), path, message),
      atKey: (path, message) => {
        const offset = this.#keys.get(spot(path)) ?? this.#offset(path);
        return this.#fault(offset, path, message);
      },
      inside: (path, index, message) => this.#fault(this.#offsetInside(path, index), path, message),
    };
  }

  #syntax(errors: readonly YAMLError[]): Fault[] {
    // One bracket too many is found wrong again by every level above it, all at one place.
    const places = [...new Map(errors.map((error) => [error.pos[0], error] as const)).values()];
    const faults = places
      .slice(0, syntaxFaultsMax)
      .map((error) => this.#fault(error.pos[0], [], `${inPlainWords(error)}.`));
    const rest = places.length - faults.length;
    const last = places.at(-1);
    if (rest > 0 && last !== undefined) {
      const message = `Down to here there are ${rest} more faults of syntax; mend the first ones, and most of these will go.`;
      faults.push(this.#fault(last.pos[0], [], message));
    }
    return faults;
  }

  #node(node: Node | null, path: Path): unknown {
    this.#values.set(spot(path), node?.range?.[0] ?? this.#offset(path));
    if (node === null) return null;
    if (isAlias(node)) {
      this.#add(node, path, `Aliases (*${node.source}) are not used in a lobby file; write the value out.`);
      return null;
    }
    if (node.anchor !== undefined) {
      this.#add(node, path, `Anchors (&${node.anchor}) are not used in a lobby file; take it away.`);
    }
    if (isScalar(node)) {
      if (isText(node)) this.#texts.set(spot(path), node);
      return node.value;
    }
    if (isMap<Node, Node | null>(node)) return this.#map(node.items, path);
    if (!isSeq<Node | null>(node)) return null;
    return node.items.map((item, index) => this.#node(item, [...path, index]));
  }

  #map(pairs: readonly Pair<Node, Node | null>[], path: Path): Record<string, unknown> {
    const entries = new Map<string, unknown>();
    for (const { key, value } of pairs) {
      const name = keyName(key);
      if (name === null) {
        this.#add(key, path, 'A key must be a word; this one is a list, a mapping or empty.');
        continue;
      }
      const here = [...path, name];
      const before = this.#keys.get(spot(here));
      if (before !== undefined) {
        const { line } = this.#lines.linePos(before);
        this.#add(
          key,
          here,
          `${quote(name)} stands here a second time; keep this one or that of line ${line}.`,
        );
        continue;
      }
      this.#keys.set(spot(here), key.range?.[0] ?? 0);
      entries.set(name, this.#node(value, here));
    }
    // Unlike assignment, fromEntries makes a plain key even of `__proto__`.
    return Object.fromEntries(entries);
  }

  #add(node: Node, path: Path, message: string): void {
    this.#faults.push(this.#fault(node.range?.[0] ?? this.#offset(path), path, message));
  }

  #fault(offset: number, path: Path, message: string): Fault {
    const { line, col } = this.#lines.linePos(offset);
    // An offset before the first line end is known as line 0 when the file is one line or none.
    return {
      file: this.#file,
      line: Math.max(1, line),
      column: Math.max(1, col),
      path: formatPath(path),
      message,
    };
  }

  /** Quotes and line ends make the source longer than its value, but a character stays the so-manieth of its kind. */
  #offsetInside(path: Path, index: number): number {
    const node = this.#texts.get(spot(path));
    const [start, end] = node?.range ?? [0, 0];
    const wanted = node?.value[index];
    if (node === undefined || wanted === undefined) return this.#offset(path);
    const inSource = offsetsOf(this.#text.slice(start, end), wanted);
    const inValue = offsetsOf(node.value, wanted);
    const offset = inSource[inValue.indexOf(index)];
    return offset === undefined || inSource.length !== inValue.length ? this.#offset(path) : start + offset;
  }

  #offset(path: Path): number {
    for (let length = path.length; length > 0; length -= 1) {
      const name = spot(path.slice(0, length));
      const offset = this.#values.get(name) ?? this.#keys.get(name);
      if (offset !== undefined) return offset;
    }
    return 0;
  }
}

const isText = (node: Scalar): node is Scalar<string> => typeof node.value === 'string';

function offsetsOf(text: string, character: string): number[] {
  const offsets: number[] = [];
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) offsets.push(at);
  return offsets;
}

function keyName(key: Node): string | null {
  if (!isScalar(key)) return null;
  const { value } = key;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? value : null;
}

/** A path as a map's key: unlike `formatPath` it never takes a key that has a dot in it for two keys. */
function spot(path: Path): string {
  return JSON.stringify(path);
}

function inPlainWords({ code, message }: YAMLError): string {
  // As in `{ text: No. {number} }`: people mean the brace, YAML means a mapping.
  if (message.startsWith('Unexpected flow-map-start at node end')) {
    return 'A brace begins a mapping here; put a text that has braces in quotes';
  }
  return plainSyntax[code] ?? `Not valid YAML: ${message}`;
}

/** The library speaks to programmers; these are what installers meet. */
const plainSyntax: Partial<Record<YAMLError['code'], string>> = {
  MULTIPLE_DOCS: 'A lobby file is one document; take away the line --- and what follows it',
  RESOURCE_EXHAUSTION: 'Nested too deeply; a lobby file needs a few levels only',
  TAB_AS_INDENT: 'A tab cannot indent in YAML; use spaces',
  TAG_RESOLVE_FAILED: 'Tags (!…) are not used in a lobby file; take it away',
};
