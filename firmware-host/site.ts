import type { LobbyConfig } from '../config/schema.ts';
import { catalogues } from '../config/texts/catalogues.ts';
import { formatText } from '../config/texts/texts.ts';
import type { Lobby } from './domain/lobby.ts';
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
    services: config.services,
    counters: config.counters.map(({ id, name }) => ({ id, name: name ?? counterName(id) })),
    agents: config.agents,
  };
}

const MS_PER_SECOND = 1000;

/** The part of the configuration that decides; it becomes a fact in the journal. */
export function lobbyOf(config: LobbyConfig): Lobby {
  return {
    language: config.languages[0] ?? 'zh-CN',
    services: config.services.map(({ letter }) => ({ letter })),
    counters: config.counters.map(({ id, services }) => ({ id, services })),
    agents: config.agents.map(({ id }) => ({ id })),
    kiosks: config.kiosks.map(({ id, printer }) => ({ id, printer: printer ?? null })),
    ratings: { scale: config.ratings.scale, windowMs: config.ratings.windowSeconds * MS_PER_SECOND },
  };
}

/** The name of a service; one that left the configuration is known by its letter alone. */
export function serviceName(site: Site, letter: string): Names {
  return site.services.find((service) => service.letter === letter)?.name ?? sameInAll(letter);
}

/** The name of a counter; one that left the configuration still has its number. */
export function counterOf(site: Site, id: string): CounterName {
  return site.counters.find((counter) => counter.id === id) ?? { id, name: counterName(id) };
}

/** The tongue of a ticket as texts know it; a language that was dropped from the house reads as the first one. */
export function languageOf(site: Site, language: string): Language {
  return site.languages.find((known) => known === language) ?? site.languages[0] ?? 'zh-CN';
}

const counterName = (id: string): Names => ({
  'zh-CN': formatText(catalogues['zh-CN'], 'counter.name', { id }),
  'zh-TW': formatText(catalogues['zh-TW'], 'counter.name', { id }),
  en: formatText(catalogues.en, 'counter.name', { id }),
});

const sameInAll = (text: string): Names => ({ 'zh-CN': text, 'zh-TW': text, en: text });
