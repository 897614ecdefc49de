/** Keypads and keyboards on USB, by the names that stay the same. */
import { join } from 'node:path';
import { keyCode } from '../pad/keypad/keys.ts';
import { accessTo } from './access.ts';
import type { Choice, Found } from './found.ts';
import { knownOf } from './known.ts';
import { linksIn, namesIn, textOf, type Link, type Machine } from './machine.ts';
import { plain, quoted } from './plain.ts';
import { titleOf, usbOf, type UsbFacts } from './usb.ts';

/** How a rating pad of five is laid on a keypad, the best score first; the first row that a keypad has all keys of. */
const layouts = [
  ['KP5', 'KP4', 'KP3', 'KP2', 'KP1'],
  ['5', '4', '3', '2', '1'],
  ['F17', 'F16', 'F15', 'F14', 'F13'],
  ['UP', 'RIGHT', 'ENTER', 'LEFT', 'DOWN'],
];

/** What has all of these is no keypad, but a keyboard, or a reader of bar codes that types like one. */
const letters = ['Q', 'A', 'Z', 'P', 'L', 'M'];

interface Input {
  /** As the kernel calls it, like event3. */
  readonly name: string;
  readonly usb: UsbFacts;
  readonly link: Link;
}

export function keypads(machine: Machine): Found[] {
  const events = namesIn(join(machine.sys, 'class/input')).filter((name) => /^event\d+$/.test(name));
  const byId = linksIn(machine, 'input/by-id');
  const byPath = linksIn(machine, 'input/by-path');
  const usbs = new Map(events.map((name) => [name, usbOf(machine, `class/input/${name}/device`)]));
  const keyboards = events.filter((name) => [...byId, ...byPath].some((link) => isKeyboard(link, name)));
  return keyboards.flatMap((name): Found[] => {
    const usb = usbs.get(name) ?? null;
    // A link of one of two that are alike leads to whichever was plugged in last.
    const isOne =
      byId.some((link) => isKeyboard(link, name)) &&
      !keyboards.some((other) => other !== name && isTwin(usb, usbs.get(other) ?? null));
    const link = (isOne ? byId : byPath).find((one) => isKeyboard(one, name));
    return usb === null || link === undefined ? [] : [describe(machine, { name, usb, link }, isOne)];
  });
}

const isKeyboard = ({ path, target }: Link, name: string): boolean =>
  target === name && path.endsWith('-event-kbd');

function isTwin(one: UsbFacts | null, other: UsbFacts | null): boolean {
  return (
    one !== null &&
    one.vendor === other?.vendor &&
    one.product === other.product &&
    one.serial === other.serial
  );
}

function describe(machine: Machine, { name, usb, link }: Input, isOne: boolean): Found {
  const folder = join(machine.sys, 'class/input', name, 'device');
  const keys = keysOf(textOf(join(folder, 'capabilities/key')) ?? '');
  const has = (key: string) => keys.has(keyCode(key) ?? -1);
  const isWhole = letters.every(has);
  const known = knownOf(usb);
  const own = plain(textOf(join(folder, 'name')) ?? '') || titleOf(usb) || 'USB keypad';
  const port = `input:/dev/${link.path}`;
  const notes = [];
  if (!isOne) notes.push('There are two of its kind: this name is that of the socket, so leave it in there.');
  if (isWhole) notes.push('A whole keyboard, or a reader of bar codes that types like one: hardly a pad.');
  return {
    name: known?.kind === 'keypad' ? `${known.name}: ${own}` : own,
    port,
    node: `/dev/input/${name}`,
    usb,
    access: accessTo(machine, join(machine.dev, 'input', name), true),
    choices: isWhole ? [] : [choiceFor(port, layouts.find((layout) => layout.every(has)) ?? [])],
    notes,
    isAskable: false,
  };
}

/**
 * The codes of the keys that an input device has.
 * @param text of `capabilities/key`: words of 64 bits in hex, the highest keys first
 */
export function keysOf(text: string): ReadonlySet<number> {
  const words = text
    .split(/\s+/)
    .filter((word) => /^[0-9a-f]+$/i.test(word))
    .toReversed();
  const keys = new Set<number>();
  for (const [place, word] of words.entries()) {
    const bits = BigInt(`0x${word}`);
    for (let bit = 0; bit < 64; bit++) if ((bits >> BigInt(bit)) & 1n) keys.add(place * 64 + bit);
  }
  return keys;
}

function choiceFor(port: string, keys: readonly string[]): Choice {
  const buttons = keys.map((key, place) => `{ key: ${quoted(key)}, does: 'rate:${keys.length - place}' }`);
  return {
    list: 'pads',
    what: 'a pad',
    entry: [
      ['model', 'keypad'],
      ['port', quoted(port)],
      ['buttons', buttons.map((button) => `\n  - ${button}`).join('')],
    ],
    remarks: { buttons: 'write which keys yours has' },
  };
}
