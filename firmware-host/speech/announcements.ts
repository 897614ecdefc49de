/** From what has happened to what the lobby hears of it. It decides nothing, and knows neither time nor devices. */
import type { SpeechConfig, SpokenDeed } from '../../config/speaker-schema.ts';
import { spokenText, voiceOf } from '../../config/speech.ts';
import { catalogues } from '../../config/texts/catalogues.ts';
import { formatText } from '../../config/texts/texts.ts';
import type { Announcement, Phrase } from '../../drivers/speaker/speaker.ts';
import type { Notice } from '../domain/notice.ts';
import type { State } from '../domain/state.ts';
import type { Ticket } from '../domain/ticket.ts';
import { inAllLanguages } from '../displays/names.ts';
import type { Recorded } from '../journal/journal.ts';
import type { Language } from '../messages/common.ts';
import { counterOf, languageOf, type Site } from '../site.ts';

/** What announcements are made of, beside the facts. */
export interface SpeechHouse {
  readonly site: Pick<Site, 'languages' | 'counters'>;
  readonly speech: SpeechConfig;
}

type Fact = Pick<Recorded, 'seq'>;

/** No ticket has it: numbers begin at 1 every morning. */
const TEST_NUMBER = 'A000';

/** What is to be heard of one fact; null of nearly all of them. @param state the lobby once it was true */
export function announcementOf(
  house: SpeechHouse,
  event: Recorded,
  state: Readonly<State>,
): Announcement | null {
  if (event.type === 'ticket.called') return callOf(house, event, state);
  if (event.type === 'ticket.finished')
    return event.data.estimated ? null : farewellOf(house, event, event.data, state);
  if (event.type === 'notice.posted')
    return emergencyOf(house, event, state.notices.get(event.data.notice.id));
  if (event.type === 'notice.began') return emergencyOf(house, event, state.notices.get(event.data.notice));
  return event.type === 'lobby.frozen' ? leaveOf(house, event) : null;
}

/** What a technician listens to: a call of nobody, to the first counter. */
export function testOf(house: SpeechHouse, id: number): Announcement {
  const { site, speech } = house;
  const number = TEST_NUMBER;
  const counter = site.counters[0]?.id ?? '1';
  const said = announce(house, { seq: id }, 'test', null, (language) =>
    deedIn(house, 'call', { number }, counter, language),
  );
  const { chime } = speech;
  return {
    ...(said ?? { id: String(id), about: 'test', phrases: [] }),
    chime: said === null || chime,
    times: 1,
    isTest: true,
  };
}

function callOf(
  house: SpeechHouse,
  event: Extract<Recorded, { type: 'ticket.called' }>,
  state: Readonly<State>,
): Announcement | null {
  const { ticket: id, counter, call } = event.data;
  const ticket = state.tickets.get(id);
  // Everybody is outside, or gone.
  if (ticket === undefined || state.frozen !== null || state.day === null || state.day.isClosed) return null;
  const deed = call > 1 ? 'recall' : 'call';
  const own = languageOf(house.site, ticket.language);
  return announce(house, event, ticket.number, own, (language) =>
    deedIn(house, deed, ticket, counter, language),
  );
}

/** To one person who is about to go: once, in that person's language, and without a chime, which is for all. */
function farewellOf(
  house: SpeechHouse,
  { seq }: Fact,
  { ticket: id, counter }: { readonly ticket: string; readonly counter: string },
  state: Readonly<State>,
): Announcement | null {
  const ticket = state.tickets.get(id);
  if (ticket === undefined || state.frozen !== null) return null;
  const language = languageOf(house.site, ticket.language);
  const voice = voiceOf(language);
  const text = deedIn(house, 'farewell', ticket, counter, language);
  if (text === null || house.speech.voices.every((one) => one.voice !== voice)) return null;
  return {
    id: String(seq),
    about: `farewell ${ticket.number}`,
    chime: false,
    phrases: [{ voice, text }],
    times: 1,
  };
}

/** Once, in the turn in which it comes to hold: when it is posted, or when its time has come. */
function emergencyOf(house: SpeechHouse, event: Fact, notice: Notice | undefined): Announcement | null {
  if (notice === undefined || notice.kind !== 'emergency') return null;
  if (!notice.active || !notice.on.includes('display')) return null;
  const texts = inAllLanguages(house.site, notice.texts);
  return urgent(announce(house, event, `notice ${notice.id}`, null, (language) => texts[language]));
}

/** Between two sentences. */
const stop = (language: Language) => (voiceOf(language) === 'zh' ? '\u3002' : '. ');

const leaveIn = (language: Language): string =>
  (['site.evacuation', 'site.evacuation.text'] as const)
    .map((key) => formatText(catalogues[language], key))
    .join(stop(language));

const leaveOf = (house: SpeechHouse, event: Fact): Announcement | null =>
  urgent(announce(house, event, 'evacuation', null, leaveIn));

const urgent = (announcement: Announcement | null): Announcement | null =>
  announcement === null ? null : { ...announcement, urgent: true };

const deedIn = (
  { site, speech }: SpeechHouse,
  deed: SpokenDeed,
  { number }: Pick<Ticket, 'number'>,
  counter: string,
  language: Language,
): string | null =>
  spokenText(speech, catalogues[language], deed, {
    number,
    counter: counterOf(site, counter).name[language],
  });

/** @param first the language that is spoken first; null where all are meant alike */
function announce(
  { speech }: SpeechHouse,
  { seq }: Fact,
  about: string,
  first: Language | null,
  textIn: (language: Language) => string | null,
): Announcement | null {
  const phrases = inTurn(speech, first).flatMap((language): Phrase[] => {
    const text = textIn(language);
    return text === null ? [] : [{ voice: voiceOf(language), text }];
  });
  const { chime, times } = speech;
  if (!chime && phrases.length === 0) return null;
  return { id: String(seq), about, chime, phrases, times: phrases.length === 0 ? 1 : times };
}

/** One language for each voice of the lobby: the first one as it was asked for, the others as they are configured. */
function inTurn({ voices }: SpeechConfig, first: Language | null): Language[] {
  const rest = voices.map(({ language }) => language);
  if (first === null || rest.every((language) => voiceOf(language) !== voiceOf(first))) return rest;
  return [first, ...rest.filter((language) => voiceOf(language) !== voiceOf(first))];
}
