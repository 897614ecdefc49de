/** What was found, as lines for a terminal, and as data for other programs. */
import type { Access } from './access.ts';
import type { Answer } from './ask.ts';
import type { Findings } from './find.ts';
import type { Choice, DeviceList, Found } from './found.ts';
import { printableJson, shown } from './plain.ts';

export type Answers = ReadonlyMap<string, Answer>;

/** Where an entry stands in a lobby file: in a list under `devices:`. */
const listIndent = '    ';
const labelColumns = 10;
const columns = 100;

/** @param user whose rights are meant, as this machine calls him */
export function asText({ found, troubles }: Findings, answers: Answers, user: string): string {
  const ids = idsFor(found, answers);
  const parts = found.map((one, place) =>
    partOf(one, `${place + 1}`, answers.get(one.port) ?? null, ids, user),
  );
  const isAny = found.some(({ choices }) => choices.length > 0);
  if (troubles.length > 0) parts.push(troubles.flatMap((trouble) => wrapped(trouble, '!', 2)).join('\n'));
  if (found.length === 0) parts.unshift(nothing);
  else if (isAny) parts.push(how);
  if (user === 'root' && found.length > 0) parts.push(asRoot);
  return `${parts.join('\n\n')}\n`;
}

const nothing = `Nothing is connected that Foyer could use. Look at
  the cable    one that only charges has no wires for data; try another one, and another socket
  the power    a printer or a board has a switch and a supply of its own
  the kernel   sudo dmesg --follow, then plug it in: a line has to come
  the rights   groups of this user: id -nG; serial ports need dialout, printers lp, keypads input, a
               header gpio: sudo usermod -aG dialout,lp,input,gpio NAME, then sign in again
Devices on the network are not looked for: port: 'tcp://ADDRESS:PORT'`;

const how = `Paste the lines into the lobby file, under the list that is named above them; give each pad the
counter where it lies; then have the file checked: npm start -- --config FILE --check-config`;

const asRoot = `root may open everything. What Foyer's user may: sudo -u foyer npm run devices, with its name`;

/** Ids that nothing else in the lines has; the first of a list go to those that can be nothing else. */
class Ids {
  readonly #places = new Map<Choice, number>();

  constructor(choices: readonly (readonly Choice[])[]) {
    const given = new Map<DeviceList, number>();
    for (const choice of [...choices.filter(isOne), ...choices.filter((some) => !isOne(some))].flat()) {
      const place = (given.get(choice.list) ?? 0) + 1;
      given.set(choice.list, place);
      this.#places.set(choice, place);
    }
  }

  of(choice: Choice): { id: string; place: number } {
    const place = this.#places.get(choice);
    if (place === undefined) throw new TypeError(`nothing was numbered for ${choice.what}`);
    if (choice.list !== 'printers')
      return { id: `${choice.list === 'pads' ? 'pad' : 'board'}-${place}`, place };
    return { id: place === 1 ? 'ticket-printer' : `ticket-printer-${place}`, place };
  }
}

const isOne = (choices: readonly Choice[]): boolean => choices.length === 1;

/** Lines of the entry, as they stand in a lobby file. */
function entryOf(choice: Choice, ids: Ids): string[] {
  const { list, entry, remarks = {} } = choice;
  const { id, place } = ids.of(choice);
  const own: [string, string][] = [['id', id]];
  if (list === 'pads') own.push(['counter', `'${place}'`]);
  const lines = [...own, ...entry].flatMap(([key, value]) => {
    const [first = '', ...more] = value.split('\n');
    const remark = remarks[key] === undefined ? '' : ` # ${remarks[key]}`;
    return [`${`${key}: ${first}`.trimEnd()}${remark}`, ...more];
  });
  return lines.map((line, at) => `${listIndent}${at === 0 ? '- ' : '  '}${line}`);
}

function partOf(found: Found, number: string, answer: Answer | null, ids: Ids, user: string): string {
  const { name, port, node, usb, access, notes } = found;
  const where = node === null || port.endsWith(node) ? [] : [labelled('now', node)];
  const id = usb === null ? [] : [labelled('usb', usbText(found))];
  const lines = [
    `${number.padEnd(3)}${name}`,
    labelled('port', shown(port)),
    ...where,
    ...id,
    ...wrappedFor('state', accessText(access, user)),
    ...(answer === null ? [] : wrappedFor('says', answerText(answer))),
    ...notes.flatMap((note) => wrappedFor('note', note)),
  ];
  const choices = choicesAfter(found, answer).map((choice) =>
    [`   as ${choice.what}, under devices.${choice.list}:`, ...entryOf(choice, ids)].join('\n'),
  );
  return [lines.join('\n'), ...choices].join('\n');
}

const idsFor = (found: readonly Found[], answers: Answers): Ids =>
  new Ids(found.map((one) => choicesAfter(one, answers.get(one.port) ?? null)));

/** Who has spoken Firmata is a pad, whatever else an adapter may have behind it. */
function choicesAfter({ choices }: Found, answer: Answer | null): readonly Choice[] {
  return answer?.kind === 'firmata' ? choices.filter(({ list }) => list === 'pads') : choices;
}

function usbText({ usb }: Found): string {
  if (usb === null) return '';
  const { vendor, product, serial } = usb;
  return `${vendor}:${product}, ${serial === null ? 'no serial number' : `serial number ${serial}`}`;
}

function accessText(access: Access, user: string): string {
  switch (access.state) {
    case 'free':
      return 'free';
    case 'no-node':
      return 'it has no node in /dev; in a container, pass the device in';
    case 'taken':
      return `in use by ${access.by.name} (process ${access.by.pid})`;
    case 'denied':
      return access.group === null
        ? `${user} may not open it, and no group may: it needs a udev rule (docs/pads.md)`
        : `${user} may not open it, the group ${access.group} may: sudo usermod -aG ${access.group} ${user}, then sign in again`;
  }
}

export function answerText(answer: Answer): string {
  switch (answer.kind) {
    case 'firmata':
      return answer.firmware;
    case 'silent':
      return 'nothing: no Firmata at 57600 baud; upload StandardFirmata if it is an Arduino';
    case 'other':
      return `${answer.bytes} bytes that are no Firmata at 57600 baud`;
    case 'not-opened':
      return `could not be opened: ${answer.why}`;
  }
}

const labelled = (label: string, text: string): string => `   ${label.padEnd(labelColumns - 3)}${text}`;

const wrappedFor = (label: string, text: string): string[] => wrapped(text, `   ${label}`, labelColumns);

/** Text that is broken between words, its first line behind a label, the others below. */
function wrapped(text: string, label: string, indent: number): string[] {
  const lines: string[] = [];
  let line = label.padEnd(indent);
  let isEmpty = true;
  for (const word of text.split(' ')) {
    if (!isEmpty && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = ' '.repeat(indent);
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}

/** For other programs: the same facts under names of their own. */
export function asJson({ found, troubles }: Findings, answers: Answers): string {
  const ids = idsFor(found, answers);
  const devices = found.map((one) => {
    const answer = answers.get(one.port) ?? null;
    const { name, port, node, usb, access, notes } = one;
    const choices = choicesAfter(one, answer).map((choice) => ({
      list: choice.list,
      what: choice.what,
      lines: entryOf(choice, ids),
    }));
    return { name, port, node, usb, access, notes, answer, choices };
  });
  return `${printableJson(JSON.stringify({ devices, troubles }, null, 2))}\n`;
}
