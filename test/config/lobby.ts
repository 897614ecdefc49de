/** A small lobby to break, one line at a time. */
import { parseConfig } from '../../config/load.ts';
import type { Fault } from '../../config/faults.ts';
import type { LobbyConfig } from '../../config/schema.ts';

/** The lines of a lobby file that has no fault. */
export const sound = {
  name: 'name: { en: Hall }',
  timeZone: 'timeZone: UTC',
  languages: 'languages: [en]',
  access: 'access: demo',
  services: 'services: [{ letter: A, name: { en: Enquiries } }]',
  counters: "counters: [{ id: '1', services: [A] }]",
  agents: 'agents: [{ id: demo, name: Demo }]',
};

/** The sound lobby with some lines exchanged; more lines go to its end. Line 1 is `name`, line 7 `agents`. */
export function lobby(changes: Partial<typeof sound>, ...more: string[]): string {
  return [...Object.values({ ...sound, ...changes }), ...more].join('\n');
}

/** The faults of a lobby file's text; none when it is sound. */
export function faultsOf(text: string): readonly Fault[] {
  const loaded = parseConfig('lobby.yaml', text);
  return loaded.ok ? [] : loaded.faults;
}

/** The same as `line:column path message`, to be read in an expectation. */
export function faultLines(text: string): string[] {
  return faultsOf(text).map(({ line, column, path, message }) => `${line}:${column} ${path} ${message}`);
}

/** A sound lobby's configuration. */
export function configOf(text: string): LobbyConfig {
  const loaded = parseConfig('lobby.yaml', text);
  if (!loaded.ok) throw new Error(loaded.faults.map(({ message }) => message).join('\n'));
  return loaded.config;
}
