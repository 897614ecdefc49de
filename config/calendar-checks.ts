/** Whether what is said about opening hours makes sense: times in order, dates that exist, names that are known. */
import { Temporal } from 'temporal-polyfill';
import { dayTimePattern, defaultDayStart, weekdays } from './calendar-schema.ts';
import { rangeOf, spanOf } from './calendar.ts';
import { entries, isMapping, items, member, numberAt, textsAt, valueAt, type Entry } from './data.ts';
import { quote, type Fault, type Path } from './faults.ts';
import { suggestion } from './nearest.ts';
import type { YamlFile } from './read-yaml.ts';

export function checkCalendar(yaml: YamlFile): Fault[] {
  const names = Object.keys(member(yaml.value, 'hours') ?? {});
  const weeks = names.flatMap((name) => days.map((day): Path => ['hours', name, day]));
  const special = items(yaml.value, 'specialDays').map(({ index }): Path => ['specialDays', index]);
  return [
    ...names.flatMap((name) => checkTimetable(yaml, name)),
    ...[...weeks, ...special.map((path) => [...path, 'hours'])].flatMap((path) => checkSpans(yaml, path)),
    ...checkDates(yaml),
    ...checkOnDates(yaml),
    ...special.flatMap((path) => checkSpecialDay(yaml, path, names)),
    ...checkSameDate(yaml),
    ...checkUse(yaml, names),
    ...checkLastTickets(yaml),
  ];
}

const days = ['everyDay', 'mondayToFriday', ...weekdays] as const;

function checkTimetable(yaml: YamlFile, name: string): Fault[] {
  const timetable = valueAt(yaml.value, ['hours', name]);
  // An unknown key may well be a day: that it is unknown is told already.
  if (!isMapping(timetable) || !Object.keys(timetable).every((key) => key.endsWith('Minutes'))) return [];
  const message = "It names no day, so it is never open; write for example mondayToFriday: ['08:30-12:00'].";
  return [yaml.atKey(['hours', name], message)];
}

const MINUTES_PER_DAY = 24 * 60;

/** A span as minutes of the lobby day, which may go on after midnight. */
function minutesOf(text: string, dayStartsAt: string): { from: number; until: number } | null {
  const { from, until } = spanOf(text);
  const [first, last, start] = [from, until, dayStartsAt].map(clockMinutes);
  if (first === undefined || last === undefined || start === undefined) return null;
  if (Number.isNaN(first + last)) return null;
  const sinceStart = (minutes: number) => (minutes - start + MINUTES_PER_DAY) % MINUTES_PER_DAY;
  return { from: sinceStart(first), until: sinceStart(last) || MINUTES_PER_DAY };
}

function clockMinutes(time: string): number {
  if (!new RegExp(dayTimePattern).test(time)) return Number.NaN;
  const [hours = Number.NaN, minutes = Number.NaN] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** When a lobby day begins, also in a file that says it wrongly. */
function dayStartOf(yaml: YamlFile): string {
  const start = member(yaml.value, 'dayStartsAt');
  return typeof start === 'string' && !Number.isNaN(clockMinutes(start)) ? start : defaultDayStart;
}

function checkSpans(yaml: YamlFile, list: Path): Fault[] {
  const start = dayStartOf(yaml);
  let last: { from: number; until: number } | null = null;
  return textsAt(yaml.value, list).flatMap(({ path, text }) => {
    const span = minutesOf(text, start);
    if (span === null) return [];
    if (span.from >= span.until) return [yaml.at(path, `${quote(text)} ${wrongSpan(text, start)}`)];
    const before = last;
    last = span;
    if (before === null || span.from >= before.until) return [];
    const message = `${quote(text)} begins before the one before it ends; write them in order, and none into another.`;
    return [yaml.at(path, message)];
  });
}

function wrongSpan(text: string, dayStartsAt: string): string {
  const { from, until } = spanOf(text);
  if (from < until) {
    return `goes over ${dayStartsAt}, when a new lobby day begins (dayStartsAt); end it there. A service without hours is always open.`;
  }
  return from === until
    ? 'ends when it begins; a service without hours is always open.'
    : `ends before it begins; only a night may go over midnight, and it ends by ${dayStartsAt} (dayStartsAt).`;
}

function checkDates(yaml: YamlFile): Fault[] {
  const single = [
    ...entries(yaml.value, ['specialDays'], 'date'),
    ...items(yaml.value, 'services').flatMap(({ index }) =>
      textsAt(yaml.value, ['services', index, 'on', 'dates']),
    ),
  ];
  return [
    ...single.flatMap((entry) => checkDate(yaml, entry)),
    ...textsAt(yaml.value, ['holidays']).flatMap(({ path, text }) => {
      const { from, to } = rangeOf(text);
      const faults = [...new Set([from, to])].flatMap((date) => checkDate(yaml, { path, text: date }));
      if (faults.length > 0 || from <= to || ![from, to].every(isWrittenAsDate)) return faults;
      return [yaml.at(path, `${quote(text)} ends before it begins; exchange the dates.`)];
    }),
  ];
}

/** Says nothing of what is not even written as a date: the schema does. */
function checkDate(yaml: YamlFile, { path, text }: Entry): Fault[] {
  if (!isWrittenAsDate(text) || isDate(text)) return [];
  return [yaml.at(path, `${quote(text)} is no date of the calendar.`)];
}

const isWrittenAsDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

function isDate(text: string): boolean {
  try {
    Temporal.PlainDate.from(text);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function checkOnDates(yaml: YamlFile): Fault[] {
  return items(yaml.value, 'services').flatMap(({ index, value }) => {
    const on = member(value, 'on');
    if (!isMapping(on) || Object.keys(on).length > 0) return [];
    const message =
      'It names no date, so the service is never offered; write for example daysOfMonth: [1, 15].';
    return [yaml.at(['services', index, 'on'], message)];
  });
}

function checkSpecialDay(yaml: YamlFile, path: Path, names: readonly string[]): Fault[] {
  const day = valueAt(yaml.value, path);
  if (!isMapping(day)) return [];
  const said = ['follows', 'hours'].filter((key) => member(day, key) !== undefined);
  const unknown = textsAt(yaml.value, [...path, 'timetables']).filter(({ text }) => !names.includes(text));
  return [
    ...(said.length === 1
      ? []
      : [
          yaml.at(
            path,
            'A special day either follows a weekday (follows: friday) or has hours of its own ' +
              `(hours: ['08:30-12:00']); write ${said.length === 0 ? 'one of them' : 'one of them only'}.`,
          ),
        ]),
    ...unknown.map((entry) =>
      yaml.at(
        entry.path,
        `There is no timetable ${quote(entry.text)} under hours.${suggestion(entry.text, names)}`,
      ),
    ),
  ];
}

/** A timetable can hold one thing on a date. */
function checkSameDate(yaml: YamlFile): Fault[] {
  const seen: { date: string; timetables: string[] | null; path: Path }[] = [];
  return entries(yaml.value, ['specialDays'], 'date').flatMap(({ path, text }) => {
    const list = textsAt(yaml.value, [...path.slice(0, -1), 'timetables']).map((entry) => entry.text);
    const timetables = list.length === 0 ? null : list;
    const before = seen.find(
      (day) =>
        day.date === text &&
        (timetables === null || day.timetables?.some((name) => timetables.includes(name)) !== false),
    );
    seen.push({ date: text, timetables, path });
    if (before === undefined) return [];
    const { line } = yaml.at(before.path, '');
    return [yaml.at(path, `${quote(text)} is a special day already, in line ${line}; keep one.`)];
  });
}

/** Days that close nothing would be found out on the day itself, before a closed door or an open one. */
function checkUse(yaml: YamlFile, names: readonly string[]): Fault[] {
  if (names.length > 0) return [];
  return ['holidays', 'specialDays']
    .filter((key) => items(yaml.value, key).length > 0)
    .map((key) =>
      yaml.atKey(
        [key],
        'Only services with hours close, and the file has no hours; write them, or take this away.',
      ),
    );
}

/** Where the last number is given before the last hours of a day have begun, there are none for those hours. */
function checkLastTickets(yaml: YamlFile): Fault[] {
  const key = 'lastTicketBeforeMinutes';
  const own = items(yaml.value, 'services').flatMap(({ index, value }) => {
    const name = member(value, 'hours');
    return typeof name === 'string' ? [{ path: ['services', index, key] as const, name }] : [];
  });
  const common = Object.keys(member(yaml.value, 'hours') ?? {}).map((name) => ({
    path: ['hours', name, key] as const,
    name,
  }));
  return [...common, ...own].flatMap(({ path, name }) => {
    const minutes = numberAt(yaml.value, path, 0);
    const shortest = Math.min(...days.map((day) => lastMinutes(yaml, ['hours', name, day])));
    if (minutes < shortest) return [];
    const message = `The last hours of a day are ${shortest} minutes long, so no number would be given in them; write less.`;
    return [yaml.at(path, message)];
  });
}

/** How long the last hours of a day are; no limit where it is closed. */
function lastMinutes(yaml: YamlFile, list: Path): number {
  const last = textsAt(yaml.value, list).at(-1);
  const span = last === undefined ? null : minutesOf(last.text, dayStartOf(yaml));
  return span === null || span.until <= span.from ? Infinity : span.until - span.from;
}
