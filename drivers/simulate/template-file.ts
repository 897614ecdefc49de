/** The description of a board in a file: in a lobby file, or alone. */
import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import Type from 'typebox';
import type { TLocalizedValidationError } from 'typebox/error';
import { Settings } from 'typebox/system';
import { Check, Errors, Pointer } from 'typebox/value';
import { isNode, LineCounter, parseDocument, visit, type Document } from 'yaml';
import { checkTemplate, FrameTemplate } from '../board/template/template.ts';
import { UsageError } from './kind.ts';

type Path = readonly (string | number)[];

export interface NamedTemplate {
  readonly name: string;
  readonly template: FrameTemplate;
}

/**
 * Reads a description of a board: `file` is one itself, or a lobby file with some under `devices.boardTemplates`.
 * @param name which one of a lobby file; not needed where it has only one
 * @throws UsageError that says every fault with its place
 */
export function readTemplateFile(file: string, name?: string): NamedTemplate {
  const yaml = readYaml(file);
  const { path, name: found } = placeOf(file, yaml.document, name);
  const value: unknown = plain(yaml.document, path);
  const faults = Check(FrameTemplate, value) ? checkTemplate(value) : schemaFaults(value);
  if (Check(FrameTemplate, value) && faults.length === 0) return { name: found, template: value };
  const lines = faults.map((fault) => yaml.at([...path, ...fault.path], fault.message));
  throw new UsageError(`the description does not fit\n${lines.join('\n')}`);
}

function readYaml(file: string): { document: Document; at(path: Path, message: string): string } {
  const lineCounter = new LineCounter();
  const document = parseDocument(readText(file), {
    lineCounter,
    prettyErrors: false,
    logLevel: 'error',
    resolveKnownTags: false,
    merge: false,
  });
  const place = (offset: number) => {
    const { line, col } = lineCounter.linePos(offset);
    return `${file}:${Math.max(1, line)}:${Math.max(1, col)}`;
  };
  const [wrong] = document.errors;
  if (wrong !== undefined) throw new UsageError(`${place(wrong.pos[0])}: not valid YAML: ${wrong.message}`);
  visit(document, {
    Alias: (_, { source, range }) => {
      const text = `Aliases (*${source}) are not used in a lobby file; write the value out.`;
      throw new UsageError(`${place(range?.[0] ?? 0)}: ${text}`);
    },
  });
  return {
    document,
    at: (path, message) =>
      [place(offsetOf(document, path)), ...(path.length === 0 ? [] : [formatPath(path)]), message].join(': '),
  };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`--template: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Where a file has what is asked for. A file with neither lobby's key is taken for the description itself. */
function placeOf(file: string, document: Document, name: string | undefined): { path: Path; name: string } {
  const lobby: unknown = plain(document, []);
  if (!Check(Mapping, lobby) || !('devices' in lobby)) {
    if (name === undefined) return { path: [], name: basename(file, extname(file)) };
    throw new UsageError(`${file} is one description, which has no name; leave --model out`);
  }
  const base = ['devices', 'boardTemplates'];
  const described: unknown = plain(document, base);
  const names = Check(Mapping, described) ? Object.keys(described) : [];
  const choice = names.map((one) => `--model template:${one}`).join(' or ');
  if (names.length === 0) throw new UsageError(`${file} describes no board under ${base.join('.')}`);
  const [only] = names;
  if (name === undefined && (names.length > 1 || only === undefined)) {
    throw new UsageError(`${file} describes ${names.length} boards; write ${choice}`);
  }
  const chosen = name ?? only ?? '';
  if (names.includes(chosen)) return { path: [...base, chosen], name: chosen };
  throw new UsageError(`${file} describes no "${chosen}"; write ${choice}`);
}

const Mapping = Type.Record(Type.String(), Type.Unknown());

function plain(document: Document, path: Path): unknown {
  const node = path.length === 0 ? document.contents : document.getIn(path, true);
  return isNode(node) ? node.toJS(document) : node;
}

/** Of the nearest thing that the file has. */
function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}

interface SchemaFault {
  readonly path: Path;
  readonly message: string;
}

/** Far more than anybody mends in one go, yet an end. */
const faultsMax = 1_000;

function schemaFaults(value: unknown): SchemaFault[] {
  // The library stops at eight errors unless told otherwise, and can be told only globally; this is all that it is used for here.
  Settings.Set({ maxErrors: faultsMax });
  return Errors(FrameTemplate, value).flatMap((error) => explain(value, error));
}

/** What to write instead stands with the schema itself. */
function explain(value: unknown, error: TLocalizedValidationError): SchemaFault[] {
  const { keyword, schemaPath, instancePath } = error;
  const path = instancePath.split('/').slice(1).map(toStep);
  const found: unknown = instancePath === '' ? value : Pointer.Get(value, instancePath);
  const part = partAt(schemaPath);
  if (keyword === 'boolean') {
    const owner = partAt(schemaPath.replace(/\/additionalProperties$/, ''));
    const known = Object.keys(owner.properties ?? {}).join(', ');
    return [{ path, message: `Unknown key; known here are ${known}.` }];
  }
  // Each unknown key came by itself; of what is bytes or a field, only what it was not meant to be came as well.
  const isMeantOtherwise =
    (keyword === 'anyOf' && (typeof found === 'string' || Check(Mapping, found))) ||
    (keyword === 'type' && /\/anyOf\/\d+$/.test(schemaPath));
  if (keyword === 'additionalProperties' || isMeantOtherwise) return [];
  if (keyword === 'required') {
    return error.params.requiredProperties.map((key) => ({
      path,
      message: `"${key}" is missing. Expected: ${part.properties?.[key]?.description ?? key}.`,
    }));
  }
  const expected = part.description ?? error.message;
  return [{ path, message: `${shown(found)}. Expected: ${expected}.` }];
}

const toStep = (step: string) => (/^\d+$/.test(step) ? Number(step) : step);

const Described = Type.Object({ description: Type.Optional(Type.String()) });
const Part = Type.Object({
  ...Described.properties,
  properties: Type.Optional(Type.Record(Type.String(), Described)),
});

/** A part of the schema, as far as people can read it. */
function partAt(schemaPath: string): Type.Static<typeof Part> {
  const pointer = schemaPath.slice(1);
  const part: unknown = pointer === '' ? FrameTemplate : Pointer.Get(FrameTemplate, pointer);
  return Check(Part, part) ? part : {};
}

/** YAML reads what is not in quotes in its own way; that the reader sees which one is half of the remedy. */
function shown(value: unknown): string {
  if (value === null || value === undefined) return 'Nothing stands here';
  if (typeof value === 'number') return `The number ${value} does not fit`;
  if (typeof value === 'object')
    return `A ${Array.isArray(value) ? 'list' : 'mapping'} like that does not fit`;
  return `${JSON.stringify(value)} does not fit`;
}

/** `['show', 2, 'text']` as people write it: `show[2].text`. */
function formatPath(path: Path): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join('');
}
