/** From what the schema finds to what an installer can act on. */
import type { TSchema } from 'typebox';
import type { TLocalizedValidationError } from 'typebox/error';
import { Settings } from 'typebox/system';
import { Errors, Pointer } from 'typebox/value';
import { isMapping, member, valueAt } from './data.ts';
import { quote, type Fault, type Path } from './faults.ts';
import { suggestion } from './nearest.ts';
import type { YamlFile } from './read-yaml.ts';

/** Far more than anybody mends in one go, yet an end: a file of a megabyte could hold a hundred thousand. */
const faultsMax = 1_000;

/** Every way in which the file's value does not fit `schema`, with its place in the file. */
export function schemaFaults(schema: TSchema, yaml: YamlFile): Fault[] {
  const errors = findErrors(schema, yaml.value);
  const faults = errors.flatMap((error) => explain(schema, yaml, error));
  if (errors.length < faultsMax) return faults;
  return [...faults, yaml.at([], 'There are more faults than these; mend them and check again.')];
}

function explain(schema: TSchema, yaml: YamlFile, error: TLocalizedValidationError): Fault[] {
  const path = toPath(error.instancePath, yaml.value);
  const found = valueAt(yaml.value, path);
  const part = partAt(schema, error.schemaPath);
  if (error.keyword === 'boolean') return [yaml.atKey(path, unknownKey(schema, error.schemaPath, path))];
  // Each unknown key came as an error of its own, and each choice of an anyOf comes beside the anyOf.
  if (error.keyword === 'additionalProperties' || isChoice(error)) return [];
  // A mapping was meant to be that choice of an anyOf which is one: only what is wrong with it inside is told.
  if (error.keyword === 'anyOf' && isMapping(found) && hasMapping(part)) return [];
  // So with a text.
  if (error.keyword === 'anyOf' && typeof found === 'string' && hasText(part)) return [];
  if (error.keyword === 'required') {
    return error.params.requiredProperties.map((key) => yaml.at(path, missingKey(part, key)));
  }
  if (error.keyword === 'uniqueItems') {
    return error.params.duplicateItems.map((index) =>
      yaml.at([...path, index], `${show(valueAt(found, [index]))} stands in the list twice; keep one.`),
    );
  }
  return [yaml.at(path, doesNotFit(error, part, found))];
}

/** The library stops at eight errors unless told otherwise, and can be told only globally. */
function findErrors(schema: TSchema, value: unknown): TLocalizedValidationError[] {
  const { maxErrors } = Settings.Get();
  Settings.Set({ maxErrors: faultsMax });
  try {
    return Errors(schema, value);
  } finally {
    Settings.Set({ maxErrors });
  }
}

function doesNotFit(error: TLocalizedValidationError, part: unknown, found: unknown): string {
  if (error.keyword === 'type') return wrongType(error.params.type, part, found);
  if (error.keyword === 'const' || error.keyword === 'enum' || error.keyword === 'anyOf') {
    return wrongChoice(part, found);
  }
  if (error.keyword === 'minItems') {
    return `The list is too short: it needs ${error.params.limit} or more.${remedy(part)}`;
  }
  if (error.keyword === 'maxItems') return `The list is too long: ${error.params.limit} at most.`;
  if (error.keyword === 'maxLength') {
    return `${show(found)} is too long: ${error.params.limit} characters at most.`;
  }
  return found === '' ? `It is empty.${remedy(part)}` : `${show(found)} does not fit.${remedy(part)}`;
}

const typeNames: Readonly<Record<string, string>> = {
  object: 'a mapping of keys and values (key: value)',
  array: 'a list (- item, or [item, item])',
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

function wrongType(expected: string | string[], part: unknown, found: unknown): string {
  const type = typeof expected === 'string' ? expected : expected.join(' or ');
  const name = typeNames[type] ?? type;
  if (found === null) return `Nothing stands here; it must be ${name}.${remedy(part)}`;
  if (type === 'string' && (typeof found === 'number' || typeof found === 'boolean')) {
    return `YAML reads this as the ${typeof found} ${found}; it must be text, so put it in quotes.`;
  }
  return `It must be ${name}, not ${show(found)}.${remedy(part)}`;
}

function unknownKey(schema: TSchema, schemaPath: string, path: Path): string {
  const owner = partAt(schema, schemaPath.replace(/\/additionalProperties$/, ''));
  const key = String(path.at(-1) ?? '');
  const properties = member(owner, 'properties');
  // Where the keys are names that people choose, only the form of one can be wrong.
  if (properties === undefined) return `${quote(key)} cannot be a name here.${remedy(owner)}`;
  const known = Object.keys(properties ?? {});
  return `Unknown key ${quote(key)}.${suggestion(key, known)} Known here: ${known.join(', ')}.`;
}

function missingKey(owner: unknown, key: string): string {
  return `"${key}" is missing.${remedy(member(member(owner, 'properties'), key))}`;
}

function wrongChoice(part: unknown, found: unknown): string {
  const choices = choicesOf(part);
  if (choices.length === 0) return `${show(found)} does not fit.${remedy(part)}`;
  const hint = typeof found === 'string' ? suggestion(found, choices) : '';
  return `${show(found)} is not one of ${choices.join(', ')}.${hint}${remedy(part)}`;
}

function choicesOf(part: unknown): string[] {
  const single = member(part, 'const');
  if (typeof single === 'string') return [single];
  const listed = member(part, 'enum');
  if (Array.isArray(listed)) return listed.map(String);
  const alternatives = member(part, 'anyOf');
  return Array.isArray(alternatives) ? alternatives.flatMap(choicesOf) : [];
}

function isChoice({ keyword, schemaPath }: TLocalizedValidationError): boolean {
  return ['const', 'enum', 'type'].includes(keyword) && /\/anyOf\/\d+$/.test(schemaPath);
}

function hasMapping(part: unknown): boolean {
  const choices = member(part, 'anyOf');
  return Array.isArray(choices) && choices.some((choice) => member(choice, 'type') === 'object');
}

function hasText(part: unknown): boolean {
  const choices = member(part, 'anyOf');
  return Array.isArray(choices) && choices.some(isFreeText);
}

const isFreeText = (choice: unknown) => member(choice, 'type') === 'string' && choicesOf(choice).length === 0;

/** The schema's own description: what to write instead, and what holds where nothing is written. */
function remedy(part: unknown): string {
  const description = member(part, 'description');
  if (typeof description !== 'string') return '';
  const otherwise = member(part, 'otherwise') ?? member(part, 'default');
  const isPlain = ['string', 'number', 'boolean'].includes(typeof otherwise);
  return ` Expected: ${description}${isPlain ? ` (left out: ${String(otherwise)})` : ''}.`;
}

function show(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return 'a list';
  if (value === null) return 'nothing';
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : 'a mapping';
}

function partAt(schema: TSchema, schemaPath: string): unknown {
  return Pointer.Get(schema, schemaPath.replace(/^#/, ''));
}

/** A JSON Pointer as a path. A number is a list's position only where the file has a list. */
function toPath(pointer: string, root: unknown): Path {
  const path: (string | number)[] = [];
  let value = root;
  for (const step of Pointer.Indices(pointer)) {
    const next = Array.isArray(value) ? Number(step) : step;
    path.push(next);
    value = valueAt(value, [next]);
  }
  return path;
}
