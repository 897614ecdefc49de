/** A ticket's layout by itself, as the maintenance page tries one: what would stand under `ticket:` in the lobby file. */
import { basename } from 'node:path';
import { Check } from 'typebox/value';
import { Document, isMap, isSeq } from 'yaml';
import { isMapping, member } from './data.ts';
import { schemaFaults } from './explain.ts';
import type { Fault } from './faults.ts';
import { fillNames } from './normalise.ts';
import { readYaml } from './read-yaml.ts';
import type { Names } from './schema-parts.ts';
import type { Language } from './texts/texts.ts';
import { checkTicket } from './ticket-checks.ts';
import { layoutOf, type TicketConfig, type TicketItem } from './ticket-layout.ts';
import { Ticket } from './ticket-schema.ts';

export type ParsedTicket =
  | { readonly ok: true; readonly ticket: TicketConfig }
  | { readonly ok: false; readonly faults: readonly Fault[] };

export interface TicketLobby {
  /** The first is the default. */
  readonly languages: readonly Language[];
  readonly ticket: TicketConfig;
}

/**
 * Checks a layout with the checks of a lobby file; no file is read. It may name no logo but the present one: whoever tries a
 * layout must not be able to ask for other files of this machine.
 * @param text YAML; an empty one is the layout of Foyer itself
 */
export function parseTicket(text: string, { languages, ticket: present }: TicketLobby): ParsedTicket {
  const yaml = readYaml('ticket', text);
  if (yaml.value === undefined) return { ok: false, faults: yaml.faults };
  const value = yaml.value ?? {};
  if (!isMapping(value)) {
    const message = 'Here stands what would be under ticket: in the lobby file, like layout: [number].';
    return { ok: false, faults: [...yaml.faults, yaml.at([], message)] };
  }
  const given = { ...yaml, value };
  const faults = [
    ...yaml.faults,
    ...schemaFaults(Ticket, given),
    ...checkTicket(given, { path: [], languages }),
  ];
  const logo = member(value, 'logo');
  const own = present.logo === null ? null : basename(present.logo);
  if (typeof logo === 'string' && logo !== own) {
    const message =
      own === null
        ? 'The lobby has no logo yet; put the file beside the lobby file, name it there, and start Foyer again.'
        : `Only the present logo can be tried here: ${own}.`;
    faults.push(yaml.at(['logo'], message));
  }
  if (faults.length > 0) return { ok: false, faults };
  if (!Check(Ticket, value)) throw new TypeError('A layout fits no schema, yet no fault was found.');
  const layout = layoutOf(value, (names) => fillNames(names, { languages }));
  return { ok: true, ticket: { logo: value.logo === undefined ? null : present.logo, layout } };
}

/** With room for what YAML adds. */
const LINE_MAX = 900;

/** The present layout as it would be written, to begin a new one with. */
export function writeTicket({ languages, ticket: { logo, layout } }: TicketLobby): string {
  const document = new Document({
    ...(logo === null ? {} : { logo: basename(logo) }),
    // A lobby without a logo prints none, and a layout that asks for one without naming it is refused.
    layout: layout
      .filter((item) => logo !== null || item.kind !== 'word' || item.word !== 'logo')
      .map((item) => fileItem(item, languages)),
  });
  const list = document.get('layout');
  // One line an entry, unless that would be longer than `readYaml` takes.
  if (isSeq(list))
    for (const item of list.items) if (isMap(item)) item.flow = JSON.stringify(item).length < LINE_MAX;
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

function fileItem(item: TicketItem, languages: readonly Language[]): unknown {
  switch (item.kind) {
    case 'word':
      return item.word;
    case 'feed':
      return { feed: item.lines };
    case 'qr':
      return { qr: item.moduleDots };
    case 'edges':
      return { left: fileText(item.left, languages), right: fileText(item.right, languages), ...inOf(item) };
    case 'text': {
      const { text, align, width, height, bold } = item;
      return {
        text: fileText(text, languages),
        ...(align === 'centre' ? {} : { align }),
        ...(width === height ? (width === 1 ? {} : { size: width }) : { width, height }),
        ...(bold ? { bold } : {}),
        ...inOf(item),
      };
    }
  }
}

const inOf = (item: { readonly in: Language[] | null }) => (item.in === null ? {} : { in: item.in });

/** Without what would be filled in again by itself. */
function fileText(text: Names, [first]: readonly Language[]): string | Partial<Names> {
  const own = Object.entries(text).filter(
    ([language, words]) => language === first || first === undefined || words !== text[first],
  );
  const [only] = own;
  return own.length === 1 && only !== undefined ? only[1] : Object.fromEntries(own);
}
