/** From a checked lobby file to the configuration: every default applied, every name filled, nothing left to ask. */
import { resolve } from 'node:path';
import { allTemplates, deviceOf, faceOf, showsOf, type House } from './boards.ts';
import { Timetable } from './calendar-schema.ts';
import { rangeOf, specialDayOf, weekOf } from './calendar.ts';
import { Display, Slides } from './display-schema.ts';
import { padOf } from './pads.ts';
import { lowMaxOf } from './ratings-schema.ts';
import { kioskReasons, KioskLimit } from './rules-schema.ts';
import { filled, type Filled, type Names } from './schema-parts.ts';
import { LobbyFile, type LobbyConfig, type ServiceConfig } from './schema.ts';
import { Service, serviceDefaults, type FileService } from './service-schema.ts';
import { speakerOf, speechOf } from './speech.ts';
import { inEachLanguage, type Language } from './texts/texts.ts';
import { layoutOf } from './ticket-layout.ts';

/** A file as people wrote it, with the schema's defaults in it. */
type Whole = Filled<typeof LobbyFile>;

/** @param folder where the file lies; what it names beside itself is found from there */
export function normalise(given: LobbyFile, folder: string): LobbyConfig {
  const file: Whole = filled(LobbyFile, given);
  const names = (own: Partial<Names>) => fillNames(own, file);
  const { publicUrl, kioskLimit, priority, wrapUp } = file;
  return {
    name: names(file.name),
    timeZone: file.timeZone,
    languages: file.languages,
    dayStartsAt: file.dayStartsAt,
    hours: Object.fromEntries(
      Object.entries(file.hours).map(([name, timetable]) => [name, weekOf(timetable)]),
    ),
    holidays: file.holidays.map(rangeOf),
    specialDays: file.specialDays.map(specialDayOf),
    access: file.access,
    clock: file.clock,
    night: file.night,
    // As ASCII: a QR code on paper carries nothing else, and a host name in Chinese is allowed to be written as such.
    ...(publicUrl === undefined ? {} : { publicUrl: new URL(publicUrl).href.replace(/\/+$/, '') }),
    services: file.services.map((service) => serviceOf(service, file)),
    counters: file.counters.map(({ id, services, overflow, name }) => ({
      id,
      services,
      overflow: overflow ?? [],
      ...(name === undefined ? {} : { name: names(name) }),
    })),
    agents: file.agents.map(({ id, name, services }) => ({ id, name, services: services ?? null })),
    kiosks: file.kiosks.map(({ spare, ...kiosk }) =>
      spare === undefined ? kiosk : { ...kiosk, spare: { ...spare, where: names(spare.where) } },
    ),
    kioskLimit: kioskLimit === 'off' ? null : filled(KioskLimit, kioskLimit),
    order: file.order,
    calls: {
      ...file.calls,
      noShowCalls:
        file.calls.noShowCalls ?? (file.calls.autoNoShowSeconds === undefined ? file.calls.max : 1),
    },
    returns: file.returns,
    appointments: file.appointments,
    priority: {
      reasons: priority.reasons,
      atKiosk: priority.atKiosk ?? priority.reasons.filter((reason) => kioskReasons.includes(reason)),
      quota: priority.quota ?? null,
    },
    wrapUp: wrapUp === undefined ? null : { maxMinutes: wrapUp.maxMinutes ?? null },
    assist: file.assist,
    ratings: { ...file.ratings, lowMax: file.ratings.lowMax ?? lowMaxOf[file.ratings.scale] },
    devices: devicesOf(file, { languages: file.languages, names }, folder),
    speech: speechOf(file.speech, file.languages, names),
    displays: file.displays.map((display) => filled(Display, display)),
    slides: slidesOf(file, folder),
    ticket: {
      logo: file.ticket.logo === undefined ? null : resolve(folder, file.ticket.logo),
      layout: layoutOf(file.ticket, names),
    },
    centre: centreOf(file, folder),
    storage: storageOf(file, folder),
    metrics: { ...file.metrics, targets: file.metrics.targets.map(targetOf) },
  };
}

function serviceOf(given: FileService, file: Whole): ServiceConfig {
  const service = filled(Service, given);
  const timetable = filled(Timetable, file.hours[service.hours ?? ''] ?? {});
  const isCase = service.kind === 'case';
  // Nobody is called back in no days.
  const callBackDays = (service.callBackDays ?? serviceDefaults.callBackDays) || null;
  return {
    letter: service.letter,
    name: fillNames(service.name, file),
    kind: service.kind,
    hours: service.hours ?? null,
    on:
      service.on === undefined
        ? null
        : { daysOfMonth: service.on.daysOfMonth ?? [], dates: service.on.dates ?? [] },
    ticketsBeforeMinutes: service.ticketsBeforeMinutes ?? timetable.ticketsBeforeMinutes,
    lastTicketBeforeMinutes: service.lastTicketBeforeMinutes ?? timetable.lastTicketBeforeMinutes,
    weight: service.weight,
    waitingMax: service.waitingMax ?? null,
    dayMax: service.dayMax ?? null,
    numbers: { ...service.numbers, to: service.numbers.to ?? null },
    slips: service.slips ?? null,
    promise: service.promise,
    target: service.target,
    dueHours: isCase ? (service.dueHours ?? serviceDefaults.dueHours) : null,
    callBackDays: isCase ? callBackDays : null,
    returnSlots: service.returnSlots ?? null,
  };
}

type FileTarget = Whole['metrics']['targets'][number];

const targetOf = ({ metric, service, min, max, tolerance, source }: FileTarget) => ({
  metric,
  service: service ?? null,
  min: min ?? null,
  max: max ?? null,
  tolerance: tolerance ?? null,
  source: source ?? null,
});

function storageOf({ storage }: Whole, folder: string): LobbyConfig['storage'] {
  const { everyMinutes, secondDir } = storage.backup;
  return {
    ...storage,
    backup: { everyMinutes, secondDir: secondDir === undefined ? null : resolve(folder, secondDir) },
  };
}

function slidesOf({ slides }: Whole, folder: string): LobbyConfig['slides'] {
  return slides === undefined ? null : { ...filled(Slides, slides), dir: resolve(folder, slides.dir) };
}

function centreOf({ centre }: Whole, folder: string): LobbyConfig['centre'] {
  if (centre === undefined) return null;
  const { url, secretFile } = centre;
  return { url, secretFile: secretFile === undefined ? null : resolve(folder, secretFile) };
}

/** A roll of 50 m, at 20 cm a ticket. */
const ROLL_TICKETS = 250;

function devicesOf({ devices, ratings }: Whole, house: House, folder: string): LobbyConfig['devices'] {
  const templates = allTemplates(devices.boardTemplates);
  return {
    printers: devices.printers.map((printer) => ({ rollTickets: ROLL_TICKETS, ...printer })),
    boards: devices.boards.map((board) => {
      const device = deviceOf(board, templates);
      if (device === null) throw new TypeError(`A checked board has no template: the checks missed it.`);
      const named = board.template === undefined ? {} : { templateName: board.template };
      return { ...device, ...named, shows: showsOf(board, faceOf(device), house) };
    }),
    pads: devices.pads.map((pad) => padOf(pad, ratings.scale)),
    speakers: devices.speakers.map((speaker) => speakerOf(speaker, folder)),
  };
}

/** A language without a name of its own shows that of the lobby's first language, which every name has. */
export function fillNames(
  given: Partial<Names>,
  { languages: [first] }: { readonly languages: readonly Language[] },
): Names {
  const fallback = first === undefined ? undefined : given[first];
  const name = (language: keyof Names): string => {
    const text = given[language] ?? fallback;
    if (text === undefined) throw new TypeError(`A checked name has no ${first}: the checks missed it.`);
    return text;
  };
  return inEachLanguage(name);
}
