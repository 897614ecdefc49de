/**
 * The process that is recorded: days of a lobby, and a line in a file of its own after each answer, so that the record says what
 * was promised when. Arguments: data directory, voice, file for all events, seed, days, tickets a day.
 */
import { appendFileSync, openSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { seeded } from '../../support/seeded.ts';
import { liveThrough } from '../house/life.ts';

const [dataDir = '', voicePath = '', eventsPath = '', seed = '', days = '', ticketsPerDay = ''] =
  process.argv.slice(2);
const voice = openSync(voicePath, 'a');
const say = (...words: (string | number)[]) => appendFileSync(voice, `${words.join(' ')}\n`);

const events = await liveThrough({
  dataDir,
  days: Number(days),
  ticketsPerDay: Number(ticketsPerDay),
  random: seeded(Number(seed)),
  onAnswer: (position) => say('answered', position),
  onPhase: (name) => say('phase', name),
  onPrune: (position) => say('prune', position),
});
writeFileSync(eventsPath, JSON.stringify(events));
