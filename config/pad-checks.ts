/** Whether what is said about pads makes sense: buttons that their model has, each once, and scores and deeds that are somebody's. */
import { posix } from 'node:path';
import { keyCode, keyNames } from '../drivers/pad/keypad/keys.ts';
import { isPadModel, padModels, type PadModel } from '../drivers/pad/models.ts';
import { padLights } from '../drivers/pad/wiring.ts';
import { headerLabels } from '../drivers/transport/gpio/commands.ts';
import { entries, items, member, numberAt, valueAt } from './data.ts';
import { quote, type Fault, type Path } from './faults.ts';
import { suggestion } from './nearest.ts';
import { pinRange } from './pad-schema.ts';
import { hasUsualPins, scoreOf, usualPins } from './pads.ts';
import { readAddress } from './port-checks.ts';
import type { YamlFile } from './read-yaml.ts';

/** A pad whose model is known. */
interface Pad {
  readonly path: Path;
  readonly value: unknown;
  readonly name: string;
  readonly model: PadModel;
}

/** What is at a pin or a key, and where the file says so. */
interface Contact {
  readonly at: Path;
  readonly input: number;
  /** `usual`: the file says nothing of it, and `at` is the pad. `list`: among `pins`, whose repetitions the schema finds. */
  readonly from: 'usual' | 'list' | 'own';
}

/** Faults of sense under `devices.pads`. */
export function checkPads(yaml: YamlFile): Fault[] {
  const counters = entries(yaml.value, ['counters'], 'id').map(({ text }) => text);
  const scale = numberAt(yaml.value, ['ratings', 'scale'], 5);
  const chips: Chips = new Map([[headerChip, serialPins(yaml)]]);
  return padsOf(yaml).flatMap((pad) => {
    const contacts = contactsOf(yaml, pad, scale);
    return [
      ...checkForm(yaml, pad, scale),
      ...contacts.filter((found) => 'message' in found),
      ...checkTwice(
        yaml,
        pad,
        contacts.filter((found) => 'input' in found),
        chips,
      ),
      ...checkCounters(yaml, pad, counters),
      ...checkScores(yaml, pad, scale),
    ];
  });
}

function padsOf(yaml: YamlFile): Pad[] {
  return items(valueAt(yaml.value, ['devices']), 'pads').flatMap(({ index, value }) => {
    const name = member(value, 'model');
    // What is no model, the schema has refused.
    if (typeof name !== 'string' || !isPadModel(name)) return [];
    return [{ path: ['devices', 'pads', index], value, name, model: padModels[name] }];
  });
}

/** Where its buttons are: `pins` for one that only rates, `buttons` for every other one, and for keys. */
function checkForm(yaml: YamlFile, { path, value, name, model }: Pad, scale: number): Fault[] {
  const pins = member(value, 'pins');
  const buttons = member(value, 'buttons');
  const hasNoPins = model.pins === null;
  const switched = ['lights', 'buzzer']
    .filter((key) => hasNoPins && member(value, key) !== undefined)
    .map((key) => yaml.atKey([...path, key], `A ${name} has no pins to switch ${key} by; take it away.`));
  if (pins !== undefined && buttons !== undefined) {
    const message =
      'A pad has either pins or buttons; keep pins if it only rates, or buttons if it does more.';
    return [...switched, yaml.atKey([...path, 'pins'], message)];
  }
  if (pins !== undefined && hasNoPins) {
    const message = `A ${name} has keys and no pins; write buttons, like [{ key: KP5, does: 'rate:5' }].`;
    return [...switched, yaml.atKey([...path, 'pins'], message)];
  }
  if (Array.isArray(pins) && pins.length > 0 && pins.length !== scale) {
    const message = `A scale of ${scale} needs as many pins; these are ${pins.length}.`;
    return [...switched, yaml.at([...path, 'pins'], message)];
  }
  if (pins !== undefined || buttons !== undefined || hasUsualPins(model)) return switched;
  const message = hasNoPins
    ? `A ${name} has no usual keys; name them, like buttons: [{ key: KP5, does: 'rate:5' }].`
    : `A ${name} has no usual pins; name them, like pins: [17, 27, 22, 23, 24], the best score first.`;
  return [...switched, yaml.at(path, message)];
}

/** All that is at a pin or a key, and faults where it cannot be there. */
function contactsOf(yaml: YamlFile, pad: Pad, scale: number): (Contact | Fault)[] {
  const { path, value, model } = pad;
  const outputs: Path[] = [...padLights.map((light) => ['lights', light]), ['buzzer']];
  return [
    ...buttonsOf(yaml, pad, scale),
    ...(model.pins === null
      ? []
      : outputs.flatMap((output) => pinAt(yaml, pad, [...path, ...output], valueAt(value, output), 'own'))),
  ];
}

/**
 * The light of an Arduino itself hangs on this pin. On a Nano and other boards without a buffer it pulls the pin's pull-up down to
 * 1.7 V, which reads as pressed; and on all of them the boot loader blinks it, into the short circuit that a finger is by then.
 */
const lightPin = 13;

function buttonsOf(yaml: YamlFile, pad: Pad, scale: number): (Contact | Fault)[] {
  return contactsOfButtons(yaml, pad, scale).map((found) =>
    'input' in found && found.input === lightPin && pad.model.family === 'firmata'
      ? yaml.at(
          found.at,
          `Pin ${lightPin} has the board’s own light and cannot be a button; choose another one.`,
        )
      : found,
  );
}

function contactsOfButtons(yaml: YamlFile, pad: Pad, scale: number): (Contact | Fault)[] {
  const { path, value, model } = pad;
  const buttons = items(value, 'buttons').flatMap(({ index, value: button }) =>
    buttonAt(yaml, pad, [...path, 'buttons', index], button),
  );
  if (member(value, 'pins') !== undefined) {
    // Said elsewhere already: it should have none.
    if (model.pins === null || buttons.length > 0) return buttons;
    return items(value, 'pins').flatMap(({ index, value: pin }) =>
      pinAt(yaml, pad, [...path, 'pins', index], pin, 'list'),
    );
  }
  if (member(value, 'buttons') !== undefined || !hasUsualPins(model)) return buttons;
  return usualPins(scale).map((input) => ({ at: path, input, from: 'usual' }));
}

function buttonAt(yaml: YamlFile, pad: Pad, at: Path, button: unknown): (Contact | Fault)[] {
  const { name, model } = pad;
  const pin = member(button, 'pin');
  const key = member(button, 'key');
  if (model.pins !== null) {
    if (key !== undefined)
      return [yaml.atKey([...at, 'key'], `A ${name} has pins and no keys; write pin, like pin: 7.`)];
    if (pin === undefined) return [yaml.at(at, 'Its pin is missing; write it, like pin: 7.')];
    return pinAt(yaml, pad, [...at, 'pin'], pin, 'own');
  }
  if (pin !== undefined)
    return [yaml.atKey([...at, 'pin'], `A ${name} has keys and no pins; write key, like key: KP5.`)];
  if (key === undefined) return [yaml.at(at, 'Its key is missing; write it, like key: KP5.')];
  // What is no text, the schema has refused.
  if (typeof key !== 'string') return [];
  const input = keyCode(key);
  if (input !== null) return [{ at: [...at, 'key'], input, from: 'own' }];
  const message = `There is no key ${quote(key)}.${suggestion(key, keyNames)} Keys are called as Linux does, like 1, KP5, ENTER, UP or F13.`;
  return [yaml.at([...at, 'key'], message)];
}

function pinAt(
  yaml: YamlFile,
  { name, model }: Pad,
  at: Path,
  pin: unknown,
  from: Contact['from'],
): (Contact | Fault)[] {
  // What no model has, or is no number, the schema has refused.
  if (typeof pin !== 'number' || pin < pinRange.from || pin > pinRange.to || model.pins === null) return [];
  const { from: first, to: last } = model.pins;
  if (pin >= first && pin <= last) return [{ at, input: pin, from }];
  return [yaml.at(at, `A ${name} has no pin ${pin}; it has ${first} to ${last}.`)];
}

/** Of each chip, which pin is taken in which line by which pad, or by what is at the header's serial port. */
type Chips = Map<string, Map<number, Holder>>;

interface Holder {
  readonly path: Path;
  readonly line: number | null;
  readonly isSerial: boolean;
}

const headerChip = '';
const headerSerial = { pins: [14, 15], ports: /^\/dev\/(?:ttyAMA0|ttyS0|serial0)$/ };

/** Pins of the header that are its serial port, if a device is there. */
function serialPins(yaml: YamlFile): Map<number, Holder> {
  const holders = (['printers', 'boards', 'pads'] as const).flatMap((kind) =>
    items(valueAt(yaml.value, ['devices']), kind).flatMap(({ index, value }): Holder[] => {
      const port = member(value, 'port');
      const address = typeof port === 'string' ? readAddress(kind, port) : '';
      if (typeof address === 'string' || address.kind !== 'serial') return [];
      if (!headerSerial.ports.test(posix.normalize(address.path))) return [];
      const path = ['devices', kind, index];
      return [{ path, line: yaml.at([...path, 'port'], '').line, isSerial: true }];
    }),
  );
  const [first] = holders;
  return new Map(first === undefined ? [] : headerSerial.pins.map((pin) => [pin, first]));
}

function checkTwice(yaml: YamlFile, pad: Pad, contacts: readonly Contact[], chips: Chips): Fault[] {
  const { path, model } = pad;
  const what = model.pins === null ? 'key' : 'pin';
  const others = chipOf(pad, chips);
  const seen = new Map<number, Contact>();
  return contacts.flatMap((contact) => {
    const { at, input, from } = contact;
    const before = seen.get(input);
    const { line } = yaml.at(at, '');
    if (before === undefined) {
      seen.set(input, contact);
      const other = others.get(input);
      others.set(input, other ?? { path, line, isSerial: false });
      if (other === undefined || other.path === path) return [];
      const message = other.isSerial
        ? `Pin ${input} belongs to the serial port that the device of line ${other.line} is at; choose another pin.`
        : `Pin ${input} belongs to the pad of line ${other.line}: both are on one chip; give each its own.`;
      return [yaml.at(at, message)];
    }
    if (before.from === 'list' && from === 'list') return [];
    const message =
      before.from === 'usual'
        ? `There is a button at pin ${input} already, as nothing else is said; choose another pin, or name those of the buttons by pins.`
        : `This ${what} is taken already, in line ${yaml.at(before.at, '').line}; choose another one.`;
    return [yaml.at(at, message)];
  });
}

/** Pads on one GPIO chip share its lines; all others have pins of their own. A header's chip may be named or not. */
function chipOf({ value, model }: Pad, chips: Chips): NonNullable<ReturnType<Chips['get']>> {
  const port = member(value, 'port');
  const address = typeof port === 'string' ? readAddress('pads', port) : '';
  // What cannot be read is told of with the ports.
  if (model.family !== 'gpio' || typeof address === 'string' || address.kind !== 'gpio') return new Map();
  const { label } = address;
  const chip = label === null || headerLabels.includes(label) ? headerChip : label;
  const taken = chips.get(chip) ?? new Map();
  chips.set(chip, taken);
  return taken;
}

/** Each meaning is about a counter: the button's own, or that of its pad. */
function checkCounters(yaml: YamlFile, { path, value }: Pad, counters: readonly string[]): Fault[] {
  const unknown = (at: Path): Fault[] => {
    const counter = valueAt(yaml.value, at);
    if (typeof counter !== 'string' || counters.length === 0 || counters.includes(counter)) return [];
    return [yaml.at(at, `There is no counter ${quote(counter)}; there are ${counters.join(', ')}.`)];
  };
  const buttons = items(value, 'buttons');
  const own = member(value, 'counter');
  const faults = unknown([...path, 'counter']);
  if (own === undefined && buttons.length === 0) {
    const message = '"counter" is missing; write the id of the one where the pad lies, like counter: \'1\'.';
    faults.push(yaml.at(path, message));
  }
  for (const { index, value: button } of buttons) {
    const at = [...path, 'buttons', index];
    faults.push(...unknown([...at, 'counter']));
    if (own !== undefined || member(button, 'counter') !== undefined) continue;
    const message =
      "Nothing says which counter it is about; write counter: '1' here, or for the pad as a whole.";
    faults.push(yaml.at(at, message));
  }
  return faults;
}

/** Who may rate at all may give any score: without some of them the figures would be a lie. */
function checkScores(yaml: YamlFile, { path, value }: Pad, scale: number): Fault[] {
  const faults: Fault[] = [];
  const byCounter = new Map<string, Map<number, Path>>();
  for (const { index, value: button } of items(value, 'buttons')) {
    const does = member(button, 'does');
    const score = typeof does === 'string' ? scoreOf(does) : null;
    const counter = member(button, 'counter') ?? member(value, 'counter');
    if (score === null || typeof counter !== 'string') continue;
    const at = [...path, 'buttons', index, 'does'];
    const scores = byCounter.get(counter) ?? new Map<number, Path>();
    byCounter.set(counter, scores);
    const before = scores.get(score);
    if (before !== undefined) {
      const { line } = yaml.at(before, '');
      faults.push(yaml.at(at, `This score of counter ${counter} has a button already, in line ${line}.`));
    } else if (score > scale) {
      faults.push(yaml.at(at, `A scale of ${scale} has no score ${score}; it has rate:1 to rate:${scale}.`));
    }
    scores.set(score, before ?? at);
  }
  for (const [counter, scores] of byCounter) {
    const all = Array.from({ length: scale }, (_, place) => place + 1);
    const missing = all.filter((score) => !scores.has(score)).map((score) => `rate:${score}`);
    if (missing.length === 0) continue;
    const message = `Whoever rates counter ${counter} here may choose any score of ${scale}; ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing.`;
    faults.push(yaml.at([...path, 'buttons'], message));
  }
  return faults;
}
