/**
 * What no schema can say: that ids are unique, that what is named exists, that a time zone is one. Each check takes the file
 * as it is, also half wrong, and looks only at what is of the right type, so that all faults come in one go.
 */
import { checkBoards, templatesOf } from './board-checks.ts';
import { checkCalendar } from './calendar-checks.ts';
import { checkCentre } from './centre-checks.ts';
import { entries, isMapping, items, member, valueAt, type Entry } from './data.ts';
import { quote, type Fault, type Path } from './faults.ts';
import { checkKiosks } from './kiosk-checks.ts';
import { checkMetrics } from './metrics-checks.ts';
import { checkPads } from './pad-checks.ts';
import { suggestion } from './nearest.ts';
import { checkPorts } from './port-checks.ts';
import type { YamlFile } from './read-yaml.ts';
import { checkRules } from './rule-checks.ts';
import { checkServices, checkWhoServes } from './service-checks.ts';
import { checkSpeech } from './speaker-checks.ts';
import { languages, type Language } from './texts/texts.ts';
import { checkTicket } from './ticket-checks.ts';

/** All faults of sense in a file that may also have faults of form. */
export function crossFaults(yaml: YamlFile): Fault[] {
  const templates = templatesOf(yaml);
  return [
    ...checkTimeZone(yaml),
    ...checkPublicUrl(yaml),
    ...checkNames(yaml),
    ...checkUnique(yaml),
    ...checkServices(yaml),
    ...checkWhoServes(yaml),
    ...checkCalendar(yaml),
    ...checkRules(yaml),
    ...checkKiosks(yaml),
    ...checkTicket(yaml, { path: ['ticket'], languages: languagesOf(yaml) }),
    ...checkPads(yaml),
    ...checkSpeech(yaml, languagesOf(yaml)),
    ...checkBoards(yaml, languagesOf(yaml), templates),
    ...checkPorts(yaml, templates),
    ...checkCentre(yaml),
    ...checkMetrics(yaml),
  ];
}

function checkTimeZone(yaml: YamlFile): Fault[] {
  const zone = member(yaml.value, 'timeZone');
  if (typeof zone !== 'string' || isTimeZone(zone)) return [];
  const hint = suggestion(zone, Intl.supportedValuesOf('timeZone'));
  return [
    yaml.at(
      ['timeZone'],
      `${quote(zone)} is no IANA time zone.${hint} For all of China it is Asia/Shanghai.`,
    ),
  ];
}

/** Offsets and abbreviations are not names: they know nothing of summer time. */
function isTimeZone(zone: string): boolean {
  if (zone !== 'UTC' && !/^[A-Z][A-Za-z]+\/[A-Z][A-Za-z0-9_+/-]+$/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone }).format(0);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function checkPublicUrl(yaml: YamlFile): Fault[] {
  const text = member(yaml.value, 'publicUrl');
  if (typeof text !== 'string') return [];
  const wrong = publicUrlFault(text);
  return wrong === null ? [] : [yaml.at(['publicUrl'], `${quote(text)} ${wrong}`)];
}

/** Of the 331 characters of a QR code on 58 mm paper; the ticket's own part comes behind. */
const PUBLIC_URL_MAX = 200;

function publicUrlFault(text: string): string | null {
  const url = URL.parse(text);
  if (url === null || !/^https?:\/\//.test(text)) {
    return 'is no web address; write it like https://queue.example.org.';
  }
  if (url.username !== '' || url.password !== '') {
    return 'has a user name in it, which every ticket would show; take it away.';
  }
  if (url.pathname !== '/')
    return 'has a path; the pages live at the root, so give them a host name of their own.';
  if (url.href.length > PUBLIC_URL_MAX) {
    return `is ${url.href.length} characters long when it is written out; a code on paper has room for ${PUBLIC_URL_MAX}.`;
  }
  if (/[?#\s]/.test(text)) return 'must end with the host or a path: no ?, no #, no spaces.';
  return null;
}

/** Those that the lobby speaks, the first one first. */
function languagesOf(yaml: YamlFile): Language[] {
  const chosen = items(yaml.value, 'languages').map(({ value }) => value);
  return chosen.flatMap((value) => languages.filter((language) => language === value));
}

/** Every name needs the language that the others fall back to. */
function checkNames(yaml: YamlFile): Fault[] {
  const [first] = languagesOf(yaml);
  if (first === undefined) return [];
  const named: Path[] = [['name']];
  for (const list of ['services', 'counters']) {
    named.push(...items(yaml.value, list).map(({ index }) => [list, index, 'name']));
  }
  named.push(...items(yaml.value, 'kiosks').map(({ index }) => ['kiosks', index, 'spare', 'where']));
  return named.flatMap((path) => {
    const name = valueAt(yaml.value, path);
    if (!isMapping(name) || member(name, first) !== undefined) return [];
    return [yaml.at(path, `The name in ${first} is missing: it is the lobby’s first language.`)];
  });
}

function checkUnique(yaml: YamlFile): Fault[] {
  return [
    ...repeated(yaml, entries(yaml.value, ['services'], 'letter'), 'letter'),
    ...repeated(yaml, entries(yaml.value, ['counters'], 'id'), 'id'),
    ...repeated(yaml, entries(yaml.value, ['agents'], 'id'), 'id'),
    ...repeated(yaml, entries(yaml.value, ['kiosks'], 'id'), 'id'),
    ...repeated(yaml, entries(yaml.value, ['displays'], 'id'), 'id'),
    ...repeated(yaml, deviceEntries(yaml.value, 'id'), 'id'),
  ];
}

function repeated(yaml: YamlFile, found: readonly Entry[], what: string): Fault[] {
  const first = new Map<string, number>();
  return found.flatMap(({ path, text }) => {
    const before = first.get(text);
    const { line } = yaml.at(path, '');
    if (before === undefined) {
      first.set(text, line ?? 0);
      return [];
    }
    return [
      yaml.at(path, `The ${what} ${quote(text)} is taken already, in line ${before}; choose another one.`),
    ];
  });
}

/** As `entries`, of the devices of every kind. */
function deviceEntries(root: unknown, key: string): Entry[] {
  return ['printers', 'boards', 'pads', 'speakers'].flatMap((kind) => entries(root, ['devices', kind], key));
}
