import type { LobbyConfig, ServiceConfig } from '../config/schema.ts';
import { catalogues } from '../config/texts/catalogues.ts';
import { inEachLanguage, formatText } from '../config/texts/texts.ts';
import type { Lobby, ServiceRules } from './domain/lobby.ts';
import type { Language, Names } from './messages/common.ts';
import type { CounterName, ServiceName } from './messages/views.ts';

/** What views need beside the state: names, and where and for whom the lobby is. It decides nothing. */
export interface Site {
  readonly names: Names;
  readonly timeZone: string;
  readonly languages: readonly Language[];
  readonly demo: boolean;
  /** Where phones reach this lobby, without a slash at the end; null when they cannot. */
  readonly publicUrl: string | null;
  readonly services: readonly ServiceName[];
  readonly counters: readonly CounterName[];
  readonly agents: readonly { readonly id: string; readonly name: string }[];
  /** Of each kiosk its own printer, and the one elsewhere that helps out, with words that say where. */
  readonly kiosks: readonly KioskPrinters[];
  /** Counters whose visitors have buttons to rate with, and on which pad. */
  readonly ratingPads: readonly { readonly pad: string; readonly counter: string }[];
  /** What hangs over a counter or lies on it. */
  readonly counterDevices: readonly CounterDevice[];
}

interface CounterDevice {
  readonly id: string;
  readonly kind: 'board' | 'pad';
  readonly counter: string;
}

interface KioskPrinters {
  readonly id: string;
  readonly printer: string | null;
  readonly spare: { readonly printer: string; readonly where: Names } | null;
}

/**
 * @param publicUrl asked each time: in a demo it is the host's own address, which is known only once it listens
 */
export function siteOf(config: LobbyConfig, publicUrl: () => string | null): Site {
  return {
    names: config.name,
    timeZone: config.timeZone,
    languages: config.languages,
    demo: config.access === 'demo',
    get publicUrl() {
      return publicUrl();
    },
    services: config.services.map(({ letter, name }) => ({ letter, name })),
    counters: config.counters.map(({ id, name }) => ({ id, name: name ?? counterName(id) })),
    agents: config.agents.map(({ id, name }) => ({ id, name })),
    kiosks: config.kiosks.map(({ id, printer = null, spare = null }) => ({ id, printer, spare })),
    ratingPads: config.devices.pads.flatMap(({ id, buttons }) => {
      const counters = buttons.flatMap(({ does, counter }) => (does === 'rate' ? [counter] : []));
      return [...new Set(counters)].map((counter) => ({ pad: id, counter }));
    }),
    counterDevices: counterDevices(config.devices),
  };
}

const counterDevices = ({ boards, pads }: LobbyConfig['devices']): CounterDevice[] => [
  ...boards.flatMap(({ id, shows: { counter } }) =>
    counter === null ? [] : { id, kind: 'board' as const, counter },
  ),
  ...pads.map(({ id, counter }) => ({ id, kind: 'pad' as const, counter })),
];

const MS_PER_SECOND = 1000;
const MS_PER_MINUTE = 60 * MS_PER_SECOND;
const MS_PER_HOUR = 60 * MS_PER_MINUTE;
const MS_PER_DAY = 24 * MS_PER_HOUR;

/** The part of the configuration that decides; it becomes a fact in the journal. */
export function lobbyOf(config: LobbyConfig): Lobby {
  const { appointments, calls, kioskLimit, order, priority, ratings, returns, wrapUp } = config;
  return {
    language: config.languages[0] ?? 'zh-CN',
    services: config.services.map(serviceRules),
    counters: config.counters.map(({ id, services, overflow }) => ({
      id,
      services,
      overflow: overflow.map(({ service, afterMinutes }) => ({
        service,
        afterMs: afterMinutes * MS_PER_MINUTE,
      })),
    })),
    agents: config.agents.map(({ id, services }) => ({ id, services })),
    kiosks: config.kiosks.map(({ id, printer = null, spare }) => ({
      id,
      printer,
      ...(spare === undefined ? {} : { spare: spare.printer }),
    })),
    printers: config.devices.printers.map(({ id, rollTickets }) => ({ id, rollTickets })),
    order: { turns: order.turns, overtakenMaxMs: order.overtakenMaxMinutes * MS_PER_MINUTE },
    calls: {
      everyMs: calls.everySeconds * MS_PER_SECOND,
      max: calls.max,
      noShowCalls: calls.noShowCalls,
      noShowAfterMs: orNull(calls.autoNoShowSeconds, MS_PER_SECOND),
      startAfterMs: orNull(calls.autoStartSeconds, MS_PER_SECOND),
    },
    returns: { withinMs: returns.withinMinutes * MS_PER_MINUTE, placesBack: returns.placesBack },
    appointments: {
      earlyMs: appointments.earlyMinutes * MS_PER_MINUTE,
      lateMs: appointments.lateMinutes * MS_PER_MINUTE,
    },
    priority: { reasons: priority.reasons, kioskReasons: priority.atKiosk, quota: priority.quota },
    kioskLimit: kioskLimit && {
      withinMs: kioskLimit.withinSeconds * MS_PER_SECOND,
      confirmAfter: kioskLimit.confirmAfter,
      pauseAfter: kioskLimit.pauseAfter,
    },
    wrapUp: wrapUp && { maxMs: orNull(wrapUp.maxMinutes, MS_PER_MINUTE) },
    assist: config.assist.map(({ withinMinutes }) => ({ withinMs: withinMinutes * MS_PER_MINUTE })),
    ratings: {
      scale: ratings.scale,
      windowMs: ratings.windowSeconds * MS_PER_SECOND,
      lowMax: ratings.lowMax,
      reasons: ratings.reasons,
      shortVisitMs: ratings.shortVisitSeconds * MS_PER_SECOND,
      callBackMs: ratings.callBackDays * MS_PER_DAY,
    },
    night: config.night,
  };
}

function serviceRules(service: ServiceConfig): ServiceRules {
  const { target, returnSlots } = service;
  return {
    letter: service.letter,
    kind: service.kind,
    weight: service.weight,
    waitingMax: service.waitingMax,
    dayMax: service.dayMax,
    numbers: service.numbers,
    slips: service.slips,
    promise: service.promise,
    target: { share: target.percent / 100, withinMs: target.withinMinutes * MS_PER_MINUTE },
    dueMs: orNull(service.dueHours, MS_PER_HOUR),
    callBackMs: orNull(service.callBackDays, MS_PER_DAY),
    returnSlots: returnSlots && {
      everyMs: returnSlots.everyMinutes * MS_PER_MINUTE,
      places: returnSlots.places,
    },
  };
}

/** So many of a unit in ms; null where nothing is said. */
const orNull = (count: number | null | undefined, unitMs: number): number | null =>
  count === null || count === undefined ? null : count * unitMs;

/** The name of a service; one that left the configuration is known by its letter alone. */
export function serviceName(site: Site, letter: string): Names {
  return site.services.find((service) => service.letter === letter)?.name ?? sameInAll(letter);
}

/** The name of a counter; one that left the configuration still has its number. */
export function counterOf(site: Pick<Site, 'counters'>, id: string): CounterName {
  return site.counters.find((counter) => counter.id === id) ?? { id, name: counterName(id) };
}

/** Where a kiosk's paper comes out, in words; null where it is the kiosk itself, or nobody knows the place any more. */
export function placeOfPaper({ kiosks }: Site, kioskId: string, printer: string): Names | null {
  const kiosk = kiosks.find(({ id }) => id === kioskId);
  if (kiosk === undefined || kiosk.printer === printer || kiosk.spare?.printer !== printer) return null;
  return kiosk.spare.where;
}

/** The tongue of a ticket as texts know it; a language that was dropped from the house reads as the first one. */
export function languageOf(site: Pick<Site, 'languages'>, language: string): Language {
  return site.languages.find((known) => known === language) ?? site.languages[0] ?? 'zh-CN';
}

const counterName = (id: string): Names =>
  inEachLanguage((language) => formatText(catalogues[language], 'counter.name', { id }));

const sameInAll = (text: string): Names => inEachLanguage(() => text);
