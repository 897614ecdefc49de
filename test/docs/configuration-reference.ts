/** Writes docs/configuration.md from the schema of the lobby file; `npm run docs`. A test holds the file to it. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isMapping, member } from '../../config/data.ts';
import { jsonSchema } from '../../config/schema.ts';
import { languages } from '../../config/texts/texts.ts';

export const configurationReferenceFile = fileURLToPath(
  new URL('../../docs/configuration.md', import.meta.url),
);

/** One key of the file, as a table has it. */
interface Row {
  readonly key: string;
  readonly what: string;
  readonly otherwise: string;
}

/** The document as it should be. Prettier would widen each table to its longest line, so the tables are kept from it. */
export function renderConfigurationReference(): string {
  const parts = propertiesOf(jsonSchema);
  const single = parts.filter(({ part }) => insideOf(part) === null);
  const groups = parts.filter(({ part }) => insideOf(part) !== null);
  return `# The lobby file

Every key of a lobby file, what it means, and what holds where it is left out. \`config/lobbies\` has whole files to copy; \`--check-config\`
checks one. Lists may be written as \`[a, b]\` or as lines that begin with a dash: \`[]\` in a key stands for each entry of one. Written by
\`npm run docs\`.

<!-- prettier-ignore-start -->

## Keys by themselves

${table(single.map(rowOf))}
${groups.map(section).join('\n')}
<!-- prettier-ignore-end -->
`;
}

interface Property {
  readonly key: string;
  readonly part: unknown;
  readonly isRequired: boolean;
}

function propertiesOf(schema: unknown): Property[] {
  const required = member(schema, 'required');
  return Object.entries(member(schema, 'properties') ?? {}).map(([key, part]) => ({
    key,
    part,
    isRequired: Array.isArray(required) && required.includes(key),
  }));
}

/** The mapping inside a key, and how its keys hang on it; null for a key that holds no mapping. */
function insideOf(part: unknown): { readonly schema: unknown; readonly joint: string } | null {
  // A name says all about its languages itself.
  if (member(member(part, 'properties'), languages[0]) !== undefined) return null;
  if (isMapping(member(part, 'properties'))) return { schema: part, joint: '.' };
  const items = member(part, 'items');
  const entry = items === undefined ? null : insideOf(items);
  if (entry?.joint === '.') return { schema: entry.schema, joint: '[].' };
  const [named] = Object.values(member(part, 'patternProperties') ?? {});
  if (named !== undefined) return { schema: named, joint: '.NAME.' };
  const choices = member(part, 'anyOf');
  const mapping = Array.isArray(choices) ? choices.find((choice) => insideOf(choice) !== null) : undefined;
  return mapping === undefined ? null : insideOf(mapping);
}

/** The keys of a mapping and of every mapping in it, one after the other; those of one that several keys have, once. */
function rowsOf(prefix: string, schema: unknown): Row[] {
  const told = new Set<string>();
  return propertiesOf(schema).flatMap((property) => {
    const key = `${prefix}${property.key}`;
    const inside = insideOf(property.part);
    const row = rowOf({ ...property, key });
    const form = JSON.stringify(inside?.schema);
    if (inside === null || told.has(form)) return [row];
    told.add(form);
    return [row, ...rowsOf(`${key}${inside.joint}`, inside.schema)];
  });
}

const rowOf = ({ key, part, isRequired }: Property): Row => ({
  key,
  what: whatOf(part),
  otherwise: isRequired ? '**required**' : otherwiseOf(part),
});

function whatOf(part: unknown): string {
  const description = member(part, 'description');
  const text = typeof description === 'string' ? description : '';
  const choices = choicesOf(part);
  if (choices.every((choice) => text.includes(choice))) return text;
  return text === '' ? `One of ${choices.join(', ')}` : `${text}: ${choices.join(', ')}`;
}

function choicesOf(part: unknown): string[] {
  const listed = member(part, 'enum');
  if (Array.isArray(listed)) return listed.map(String);
  const alternatives = member(part, 'anyOf');
  if (!Array.isArray(alternatives)) return [];
  return alternatives.map((choice) => member(choice, 'const')).filter((choice) => typeof choice === 'string');
}

/** A group without a default of its own has those of its keys. */
function otherwiseOf(part: unknown): string {
  const words = member(part, 'otherwise');
  if (typeof words === 'string') return words;
  const value = member(part, 'default');
  if (value === undefined || (isMapping(value) && Object.keys(value).length === 0)) return '';
  if (Array.isArray(value)) return code(`[${value.map(flow).join(', ')}]`);
  return code(flow(value));
}

/** As YAML has it in one line; texts are short words here, which need no quotes. */
const flow = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (!isMapping(value)) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, entry]) => `${key}: ${flow(entry)}`);
  return `{ ${entries.join(', ')} }`;
};

function section({ key, part, isRequired }: Property): string {
  const inside = insideOf(part);
  const { otherwise } = rowOf({ key, part, isRequired });
  const notes = [
    `${whatOf(part)}.`,
    isRequired ? 'Required.' : otherwise === '' ? '' : `Left out: ${otherwise}.`,
  ];
  const joint = inside?.joint === '.NAME.' ? 'NAME.' : '';
  return `## ${key}

${notes.filter((note) => note !== '').join(' ')}

${table(rowsOf(joint, inside?.schema))}`;
}

const table = (rows: readonly Row[]): string => `| key | what to write | left out |
| --- | --- | --- |
${rows.map(({ key, what, otherwise }) => `| ${code(key)} | ${escaped(what)} | ${otherwise} |\n`).join('')}`;

const code = (text: string): string => `\`${text}\``;

const escaped = (text: string): string => text.replaceAll('|', '\\|');

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  writeFileSync(configurationReferenceFile, renderConfigurationReference());
