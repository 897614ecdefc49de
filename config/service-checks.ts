/** Whether what the services say goes together, and whether there is somebody to serve each of them. */
import { entries, items, member, numberAt, textsAt, valueAt, type Entry } from './data.ts';
import { quote, type Fault, type Path } from './faults.ts';
import { suggestion } from './nearest.ts';
import type { YamlFile } from './read-yaml.ts';

/** Faults of each service by itself. */
export function checkServices(yaml: YamlFile): Fault[] {
  return items(yaml.value, 'services').flatMap(({ index, value }) => {
    const at: Path = ['services', index];
    return [
      ...checkKind(yaml, at, value),
      ...checkNumbers(yaml, at, value),
      ...checkReturnSlots(yaml, at, value),
      ...checkHours(yaml, at, value),
    ];
  });
}

function checkKind(yaml: YamlFile, at: Path, service: unknown): Fault[] {
  const kind = member(service, 'kind');
  if (kind !== undefined && kind !== 'queue') return [];
  return ['dueHours', 'callBackDays']
    .filter((key) => member(service, key) !== undefined)
    .map((key) =>
      yaml.atKey([...at, key], `Only a case has ${key}; write kind: case, or take this line away.`),
    );
}

function checkNumbers(yaml: YamlFile, at: Path, service: unknown): Fault[] {
  const numbers = rangeAt(service, 'numbers', 1, Infinity);
  const slips = rangeAt(service, 'slips', null, null);
  const faults = [numbers, slips].flatMap((range, index) => {
    if (range === null || range.from <= range.to) return [];
    const message = `to (${range.to}) comes before from (${range.from}); exchange them.`;
    return [yaml.at([...at, index === 0 ? 'numbers' : 'slips', 'to'], message)];
  });
  const areAllOnSlips =
    numbers !== null && slips !== null && slips.from <= numbers.from && numbers.to <= slips.to;
  if (faults.length > 0 || !areAllOnSlips) return faults;
  return [
    yaml.at(
      [...at, 'slips'],
      'The slips take all of its numbers, so no kiosk could give one; leave it some.',
    ),
  ];
}

function rangeAt<Else extends number | null>(owner: unknown, key: string, from: Else, to: Else) {
  const first = numberAt(owner, [key, 'from'], from);
  const last = numberAt(owner, [key, 'to'], to);
  return first === null || last === null ? null : { from: first, to: last };
}

function checkReturnSlots(yaml: YamlFile, at: Path, service: unknown): Fault[] {
  if (member(service, 'returnSlots') === undefined || member(service, 'waitingMax') !== undefined) return [];
  const message =
    'Times to come back are given when waitingMax is reached, and there is none; write waitingMax: and how many may wait.';
  return [yaml.atKey([...at, 'returnSlots'], message)];
}

function checkHours(yaml: YamlFile, at: Path, service: unknown): Fault[] {
  const name = member(service, 'hours');
  if (name === undefined) {
    return ['ticketsBeforeMinutes', 'lastTicketBeforeMinutes']
      .filter((key) => member(service, key) !== undefined)
      .map((key) =>
        yaml.atKey(
          [...at, key],
          'This service has no hours: it is always open; name a timetable under hours.',
        ),
      );
  }
  const known = Object.keys(member(yaml.value, 'hours') ?? {});
  if (typeof name !== 'string' || known.includes(name)) return [];
  const there = known.length === 0 ? 'the file has none under hours' : `there are ${known.join(', ')}`;
  const message = `There is no timetable ${quote(name)}; ${there}.${suggestion(name, known)}`;
  return [yaml.at([...at, 'hours'], message)];
}

/** Faults between services and those who serve them. */
export function checkWhoServes(yaml: YamlFile): Fault[] {
  const services = entries(yaml.value, ['services'], 'letter');
  if (services.length === 0) return [];
  const letters = services.map(({ text }) => text);
  const counters = items(yaml.value, 'counters').map(({ index }) => index);
  const called = counters.flatMap((index) => textsAt(yaml.value, ['counters', index, 'services']));
  const helped = counters.flatMap((index) => overflowOf(yaml, index));
  const skills = items(yaml.value, 'agents').flatMap(({ index }) =>
    textsAt(yaml.value, ['agents', index, 'services']),
  );
  const unknown = [...called, ...helped, ...skills].filter(({ text }) => !letters.includes(text));
  return [
    ...unknown.map(({ path, text }) =>
      yaml.at(path, `There is no service ${quote(text)}; there are ${letters.join(', ')}.`),
    ),
    ...counters.flatMap((index) => checkOverflow(yaml, index)),
    ...(called.length === 0 ? [] : uncalled(yaml, services, called)),
    ...unserved(yaml, services, skills),
  ];
}

const overflowOf = (yaml: YamlFile, counter: number): Entry[] =>
  items(valueAt(yaml.value, ['counters', counter]), 'overflow').flatMap(({ index, value }) => {
    const text = member(value, 'service');
    if (typeof text !== 'string') return [];
    return [{ path: ['counters', counter, 'overflow', index, 'service'], text }];
  });

/** Help is for what a counter does not call anyway, and is said once. */
function checkOverflow(yaml: YamlFile, counter: number): Fault[] {
  const own = textsAt(yaml.value, ['counters', counter, 'services']).map(({ text }) => text);
  const help = overflowOf(yaml, counter);
  return help.flatMap(({ path, text }, index) => {
    if (own.includes(text)) {
      const message = `This counter calls ${quote(text)} all day; take it away here, or from its services.`;
      return [yaml.at(path, message)];
    }
    const before = help.findIndex((entry) => entry.text === text);
    if (before === index) return [];
    return [yaml.at(path, `${quote(text)} stands under overflow twice; keep one.`)];
  });
}

function uncalled(yaml: YamlFile, services: readonly Entry[], called: readonly Entry[]): Fault[] {
  const letters = new Set(called.map(({ text }) => text));
  return services
    .filter(({ text }) => !letters.has(text))
    .map(({ path, text }) =>
      yaml.at(
        path,
        `No counter serves ${quote(text)}, so its visitors would wait for ever; ` +
          'add it to the services of a counter, or take the service away.',
      ),
    );
}

/** An agent may sit down at any counter, so one who has learnt the service is enough. */
function unserved(yaml: YamlFile, services: readonly Entry[], skills: readonly Entry[]): Fault[] {
  const agents = items(yaml.value, 'agents');
  const isForAll = agents.some(({ value }) => member(value, 'services') === undefined);
  if (agents.length === 0 || isForAll) return [];
  const learnt = new Set(skills.map(({ text }) => text));
  return services
    .filter(({ text }) => !learnt.has(text))
    .map(({ path, text }) =>
      yaml.at(
        path,
        `No agent can serve ${quote(text)}, so its visitors would wait for ever; ` +
          'add it to the services of an agent, or take the service away.',
      ),
    );
}
