/** Whether a device may be opened, and who has it open: found out without opening it. */
import { readlinkSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { namesIn, textOf, unlessMissing, type Machine } from './machine.ts';
import { plain } from './plain.ts';

export type Access =
  | { readonly state: 'free' }
  /** There is no node in /dev. */
  | { readonly state: 'no-node' }
  /** @param group whose members may; null where no group may */
  | { readonly state: 'denied'; readonly group: string | null }
  | { readonly state: 'taken'; readonly by: Process };

export interface Process {
  readonly pid: number;
  /** For people. */
  readonly name: string;
}

/**
 * @param node its path, such as /dev/ttyUSB0
 * @param isReadOnly for a device that is only listened to
 */
export function accessTo(machine: Machine, node: string, isReadOnly = false): Access {
  const facts = unlessMissing(() => ({ stat: statSync(node), path: realpathSync(node) }));
  if (facts === null) return { state: 'no-node' };
  const pid = lockerOf(machine, facts.stat) ?? openerOf(machine, facts.path);
  if (pid !== null) return { state: 'taken', by: { pid, name: nameOf(machine, pid) } };
  const may = machine.mayOpen(node, isReadOnly);
  if (may !== false) return { state: may === null ? 'no-node' : 'free' };
  const { gid, mode } = facts.stat;
  return { state: 'denied', group: (mode & 0o060) === 0o060 && gid !== 0 ? groupOf(machine, gid) : null };
}

const hex = (value: number): string => value.toString(16).padStart(2, '0');

/** Everybody may read who has locked what; serialport locks each port that it opens. */
function lockerOf(machine: Machine, { dev, ino }: { dev: number; ino: number }): number | null {
  // As glibc's gnu_dev_major and gnu_dev_minor take it apart, for the numbers that occur.
  const place = `${hex((dev >> 8) & 0xfff)}:${hex((dev & 0xff) | ((dev >> 12) & 0xfff00))}:${ino}`;
  for (const line of (textOf(join(machine.proc, 'locks')) ?? '').split('\n')) {
    // 1: FLOCK  ADVISORY  WRITE 1234 00:06:321 0 EOF
    const [, , , , pid, where] = line.trim().split(/\s+/);
    if (where === place && Number(pid) > 0) return Number(pid);
  }
  return null;
}

/** Of processes of others, only root may see what they have open. */
function openerOf(machine: Machine, path: string): number | null {
  for (const pid of namesIn(machine.proc)) {
    if (!/^\d+$/.test(pid)) continue;
    const open = join(machine.proc, pid, 'fd');
    for (const fd of namesIn(open))
      if (unlessMissing(() => readlinkSync(join(open, fd))) === path) return Number(pid);
  }
  return null;
}

/** Foyer listens to keypads and headers through programs that it starts. */
function nameOf(machine: Machine, pid: number): string {
  const parent = /^PPid:\s+(\d+)$/m.exec(factOf(machine, pid, 'status'))?.[1];
  const lines = [pid, Number(parent ?? pid)].map((one) => factOf(machine, one, 'cmdline'));
  if (lines.some((line) => /firmware-host\/main\.[jt]s/.test(line))) return 'a running Foyer';
  return plain(factOf(machine, pid, 'comm')) || 'another program';
}

const factOf = (machine: Machine, pid: number, fact: string): string =>
  textOf(join(machine.proc, String(pid), fact)) ?? '';

function groupOf(machine: Machine, gid: number): string | null {
  const lines = (textOf(machine.groups) ?? '').split('\n').map((line) => line.split(':'));
  return lines.find(([, , number]) => number === String(gid))?.[0] ?? null;
}
