/** A journal of the first form, as Foyer wrote it before there were sums, epochs and closed days. */
import { DatabaseSync } from 'node:sqlite';
import { recorded } from '../../support/recorded.ts';

/** "Foyr" */
const APPLICATION_ID = 0x466f7972;

/** @param count of events in it */
export function writeFirstForm(path: string, count: number): void {
  const database = new DatabaseSync(path);
  database.exec(`PRAGMA journal_mode = WAL;
    CREATE TABLE events (seq INTEGER PRIMARY KEY, type TEXT NOT NULL, body TEXT NOT NULL) STRICT;
    CREATE INDEX day_openings ON events (seq) WHERE type = 'day.opened';
    PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = 1;`);
  const insert = database.prepare('INSERT INTO events (seq, type, body) VALUES (?, ?, ?)');
  for (let seq = 1; seq <= count; seq += 1) {
    const event = recorded(seq, {
      type: 'ticket.refused',
      data: { service: 'A', kiosk: 'door', reason: 'full' },
    });
    insert.run(seq, event.type, JSON.stringify(event));
  }
  database.close();
}
