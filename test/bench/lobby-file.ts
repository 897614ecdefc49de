/** Lobby files for the bench: the default lobby, with what a row needs to be otherwise. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { defaultLobbyFile, loadConfig } from '../../config/load.ts';
import type { LobbyConfig } from '../../config/schema.ts';
import { agentAt } from './tickets.ts';

export interface LobbyChange {
  /** As many counters, each for every service; four when left out. */
  readonly counters?: number;
  /** Port of the ticket printer, or null for a kiosk without one; the default lobby's when left out. */
  readonly printer?: string | null;
  /** Port of an LED board; none when left out. */
  readonly board?: string;
  /** Ports of rating pads, one at each counter from the first on; none when left out. */
  readonly pads?: readonly string[];
  /** The central system; none when left out. */
  readonly centre?: { readonly url: string; readonly secretFile: string };
  /** When its days begin, as HH:00; the hour that is farthest from now when left out. */
  readonly dayStartsAt?: string;
  /** Where phones reach the lobby; its own address when left out. */
  readonly publicUrl?: string;
}

/** How the pads of these lobbies are wired. */
export const benchPad = {
  buttons: [2, 3, 4, 5, 6],
  lights: { armed: 11, thanks: 12 },
  buzzer: null,
} as const;

interface LobbyText {
  dayStartsAt: string;
  publicUrl?: string;
  services: { letter: string; name: object }[];
  counters: { id: string; services: string[] }[];
  agents: { id: string; name: string }[];
  calls?: object;
  kioskLimit?: string;
  ratings: { shortVisitSeconds?: number };
  kiosks: { id: string; printer?: string }[];
  devices: { printers: { port: string }[]; boards?: object[]; pads?: object[] };
  centre?: object;
}

/** Writes the lobby file into `dir`. @returns its path */
export function writeLobby(dir: string, change: LobbyChange = {}): string {
  const lobby = parse(readFileSync(defaultLobbyFile, 'utf8')) as LobbyText;
  // No run meets the beginning of a lobby day, at which numbers begin anew.
  lobby.dayStartsAt = change.dayStartsAt ?? oppositeHour(new Date());
  // As fast as a machine, and at one kiosk: no rule for people may stand in its way.
  lobby.calls = { everySeconds: 0, noShowCalls: 1 };
  lobby.kioskLimit = 'off';
  lobby.ratings.shortVisitSeconds = 0;
  // Cases stay open until a manager has signed them, which nobody does here: a history would drag them along for ever.
  lobby.services = lobby.services.map(({ letter, name }) => ({ letter, name }));
  const letters = lobby.services.map(({ letter }) => letter);
  if (change.counters !== undefined) {
    lobby.counters = Array.from({ length: change.counters }, (_, n) => ({
      id: String(n + 1),
      services: [...letters],
    }));
  }
  lobby.agents = lobby.counters.map(({ id }) => ({ id: agentAt(id), name: id }));
  // What the default lobby simulates beside the printer is left out: a bench of the host must not pay for its devices.
  lobby.devices = { printers: lobby.devices.printers };
  delete lobby.centre;
  if (change.centre !== undefined) lobby.centre = change.centre;
  if (change.publicUrl !== undefined) lobby.publicUrl = change.publicUrl;
  if (change.printer === null) {
    lobby.devices = { printers: [] };
    for (const kiosk of lobby.kiosks) delete kiosk.printer;
  } else if (change.printer !== undefined) {
    for (const printer of lobby.devices.printers) printer.port = change.printer;
  }
  if (change.board !== undefined)
    lobby.devices.boards = [{ id: 'main-board', model: 'bx-5k', port: change.board }];
  if (change.pads !== undefined)
    lobby.devices.pads = change.pads.map((port, place) => ({
      id: `pad-${place + 1}`,
      counter: String(place + 1),
      model: 'firmata',
      port,
      // Copies: YAML would write the same thing as an alias.
      pins: [...benchPad.buttons],
      lights: { ...benchPad.lights },
    }));
  const path = join(dir, 'lobby.yaml');
  writeFileSync(path, stringify(lobby));
  return path;
}

/** The lobby file as the host reads it. */
export async function readLobby(path: string): Promise<LobbyConfig> {
  const loaded = await loadConfig(path);
  if (!loaded.ok) throw new Error(`the bench's own lobby file is not good: ${JSON.stringify(loaded.faults)}`);
  return loaded.config;
}

/** The full hour that is farthest from now in the default lobby's time zone (UTC+8, without summer time), as HH:00. */
function oppositeHour(now: Date): string {
  const hour = (now.getUTCHours() + 8 + 12) % 24;
  return `${String(hour).padStart(2, '0')}:00`;
}
