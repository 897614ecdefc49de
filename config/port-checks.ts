/** Whether every device has a port of its own, or shares one with boards of its kind. */
import { boardModels, isBoardModel, type BoardModelName } from '../drivers/board/models.ts';
import { withoutAddress } from '../drivers/board/template/template.ts';
import { DeviceFault } from '../drivers/driver.ts';
import { isPadModel, padModels } from '../drivers/pad/models.ts';
import {
  formatAddress,
  linePorts,
  padPorts,
  parseAddress,
  placeOf,
  speakerPorts,
  type Address,
  type PortExamples,
} from '../drivers/transport/address.ts';
import type { Templates } from './boards.ts';
import { items, member, valueAt } from './data.ts';
import type { Fault, Path } from './faults.ts';
import type { YamlFile } from './read-yaml.ts';

/** A device whose port can be read. */
interface Device {
  readonly kind: 'printers' | 'boards' | 'pads' | 'speakers';
  readonly path: Path;
  readonly value: unknown;
  readonly port: string;
  readonly address: Address;
  /** Where its cable ends; null for one that has none. */
  readonly place: string | null;
}

/**
 * Two devices on one cable would read each other's bytes, unless they are boards that take turns on it.
 * @param templates those that boards can be described by
 */
export function checkPorts(yaml: YamlFile, templates: Templates): Fault[] {
  const faults: Fault[] = [];
  const taken = new Map<string, Device[]>();
  for (const kind of ['printers', 'boards', 'pads', 'speakers'] as const) {
    for (const { index, value } of items(valueAt(yaml.value, ['devices']), kind)) {
      const path = ['devices', kind, index];
      const port = member(value, 'port');
      // What is no text, or an empty one, the schema has refused.
      if (typeof port !== 'string' || port === '') continue;
      const address = readAddress(kind, port);
      if (typeof address === 'string') {
        faults.push(yaml.at([...path, 'port'], `${address}.`));
        continue;
      }
      const device = { kind, path, value, port, address, place: placeOf(address) };
      faults.push(...checkOwn(yaml, device));
      if (device.place === null) continue;
      const before = taken.get(device.place) ?? [];
      faults.push(...checkShared(yaml, device, before, templates));
      taken.set(device.place, [...before, device]);
    }
  }
  return faults;
}

const examples: Readonly<Record<Device['kind'], PortExamples | undefined>> = {
  printers: undefined,
  boards: linePorts,
  pads: padPorts,
  speakers: speakerPorts,
};

/** @returns why it cannot be read, where it cannot */
export function readAddress(kind: Device['kind'], text: string): Address | string {
  try {
    return parseAddress(text, undefined, examples[kind]);
  } catch (error) {
    if (error instanceof DeviceFault) return error.message;
    throw error;
  }
}

function checkOwn(yaml: YamlFile, device: Device): Fault[] {
  const { kind, path, address } = device;
  const at = [...path, 'port'];
  const kinds = kindsOf(device);
  if (!kinds.includes(address.kind)) {
    const known = kinds.map((one) => `${one}:`).join(', ');
    return [
      yaml.at(at, `${formatAddress(address)} is no port for a ${nameOf(device)}; use one of ${known}.`),
    ];
  }
  if (kind === 'boards') return [];
  const shared = [
    ...('echo' in address && address.echo ? ['echo'] : []),
    ...('gapMs' in address && address.gapMs !== null ? ['gapMs'] : []),
    ...('line' in address && address.line !== null ? ['line'] : []),
  ];
  if (shared.length === 0) return [];
  return [
    yaml.at(
      at,
      `${shared.join(' and ')} is for lines that boards share, and means nothing here; take it away.`,
    ),
  ];
}

/** Kinds of port that such a device can be at. */
function kindsOf({ kind, value }: Device): readonly Address['kind'][] {
  if (kind === 'printers') return ['serial', 'tcp', 'usb', 'simulated'];
  if (kind === 'boards') return ['serial', 'tcp', 'simulated'];
  if (kind === 'speakers') return ['alsa', 'pages', 'simulated'];
  const model = member(value, 'model');
  const ports =
    typeof model === 'string' && isPadModel(model)
      ? padModels[model].ports
      : Object.values(padModels).flatMap((one) => one.ports);
  return [...new Set(ports), 'simulated'];
}

/** As the file calls it, where its ports depend on it. */
function nameOf({ kind, value }: Device): string {
  const model = member(value, 'model');
  if (kind === 'pads') return typeof model === 'string' ? model : 'pad';
  return { printers: 'printer', boards: 'board', speakers: 'speaker' }[kind];
}

function checkShared(
  yaml: YamlFile,
  device: Device,
  before: readonly Device[],
  templates: Templates,
): Fault[] {
  const [first] = before;
  if (first === undefined) return [];
  // Which pins each has of it, is looked at with the pads.
  if (device.kind === 'pads' && first.kind === 'pads' && device.address.kind === 'gpio') return [];
  const at = [...device.path, 'port'];
  const { line } = yaml.at([...first.path, 'port'], '');
  if (device.kind !== 'boards' || first.kind !== 'boards') {
    return [yaml.at(at, `${device.place} belongs to the device in line ${line}; give each its own port.`)];
  }
  const [own, others] = [modelNameOf(device), modelNameOf(first)];
  // The schema has refused what is no model.
  if (own === null || others === null) return [];
  if (device.port !== first.port) {
    const message = `Boards on one line have the same settings; write ${JSON.stringify(first.port)} as in line ${line}, or give it a line of its own.`;
    return [yaml.at(at, message)];
  }
  if (!speakAlike(device, first, own, others)) {
    const message = `The board in line ${line} speaks something else, and each would take the other’s frames for noise or worse; give it a line of its own.`;
    return [yaml.at(at, message)];
  }
  const unknowable = [
    ...checkTemplateAddress(yaml, device, own, templates),
    ...checkAnswerAddress(yaml, device, own, before),
  ];
  return unknowable.length > 0 ? unknowable : checkAddress(yaml, device, own, before);
}

/** Where a frame or an answer has no address, all of the boards take it, or any of them may have said it. */
function checkTemplateAddress(
  yaml: YamlFile,
  device: Device,
  own: BoardModelName,
  templates: Templates,
): Fault[] {
  if (boardModels[own].family !== 'template') return [];
  const name = member(device.value, 'template');
  // A name that nobody knows, or a description with faults of its own, is told of elsewhere.
  const template = typeof name === 'string' ? templates.get(name) : undefined;
  if (template === undefined) return [];
  const lacking = withoutAddress(template);
  if (lacking.length === 0) return [];
  const message = `Boards on one line are told apart by their address, and ${String(name)} has none in ${lacking.join(', ')}; add it there, or give each board a line of its own.`;
  return [yaml.at([...device.path, 'template'], message)];
}

/** An answer of one to an older frame would be taken for the answer of another one. */
function checkAnswerAddress(
  yaml: YamlFile,
  device: Device,
  own: BoardModelName,
  before: readonly Device[],
): Fault[] {
  if (!saysNotWhoItIs(own)) return [];
  const other = before.find((one) => saysNotWhoItIs(modelNameOf(one)));
  if (other === undefined) return [];
  const { line } = yaml.at(other.path, '');
  const message = `What ${own} answers does not say which board it is from, and the board in line ${line} answers so, too; write model: alpha, which says nothing back, and an address from 1 to 255 for each, or give it a line of its own.`;
  return [yaml.at([...device.path, 'model'], message)];
}

function saysNotWhoItIs(name: BoardModelName | null): boolean {
  const model = name === null ? null : boardModels[name];
  return model?.family === 'alpha' && model.acknowledges;
}

function modelNameOf({ value }: Device): BoardModelName | null {
  const name = member(value, 'model');
  return typeof name === 'string' && isBoardModel(name) ? name : null;
}

function speakAlike(device: Device, first: Device, own: BoardModelName, other: BoardModelName): boolean {
  return (
    boardModels[own].family === boardModels[other].family &&
    member(device.value, 'template') === member(first.value, 'template')
  );
}

/** Each answers to one of its own; what the file does not say is as it comes from its maker. */
function checkAddress(
  yaml: YamlFile,
  device: Device,
  model: BoardModelName,
  before: readonly Device[],
): Fault[] {
  const addressOf = ({ value }: Device) => {
    const address = member(value, 'address');
    return typeof address === 'number' ? address : boardModels[model].address.otherwise;
  };
  const address = addressOf(device);
  const at = [...device.path, 'address'];
  const same = before.find((one) => addressOf(one) === address);
  if (same !== undefined) {
    const { line } = yaml.at(same.path, '');
    return [
      yaml.at(at, `The board in line ${line} answers to ${address} on this line; give each its own address.`),
    ];
  }
  if (boardModels[model].family !== 'alpha') return [];
  const everybody = [device, ...before].find((one) => addressOf(one) === 0);
  if (everybody === undefined) return [];
  const message = 'Address 0 is every sign on the line; give each its own address from 1 to 255.';
  return [yaml.at([...everybody.path, 'address'], message)];
}
