/** Printers on USB that the kernel's usblp has, and those that it has not. */
import { join } from 'node:path';
import { accessTo } from './access.ts';
import { printerChoice, type Choice, type Found } from './found.ts';
import { knownOf, printerModelFor, type KnownDevice } from './known.ts';
import { namesIn, textOf, type Machine } from './machine.ts';
import { plain } from './plain.ts';
import { titleOf, usbOf } from './usb.ts';

/** What a printer says of itself (IEEE 1284), as it says it, such as MFG:EPSON;CMD:ESC/POS;MDL:TM-T20;CLS:PRINTER; */
interface DeviceId {
  readonly maker: string | null;
  readonly model: string | null;
  /** Languages that it speaks, as it calls them. */
  readonly commands: string;
}

/** Languages of printers for pages; what speaks one of these has no roll of paper. */
const pageLanguages = /ESCPL2|\bPCL|PJL|POSTSCRIPT|PWGRaster|URF|ZJS|BJRaster/i;

export function usbPrinters(machine: Machine): Found[] {
  const names = namesIn(join(machine.sys, 'class/usbmisc')).filter((name) => /^lp\d+$/.test(name));
  const notes =
    names.length > 1
      ? ['There are several: which of them is lp0 depends on the order in which they were switched on.']
      : [];
  return names.map((name) => describe(machine, name, notes));
}

function describe(machine: Machine, name: string, notes: readonly string[]): Found {
  const device = `class/usbmisc/${name}/device`;
  const usb = usbOf(machine, device);
  const id = deviceId(textOf(join(machine.sys, device, 'ieee1284_id')) ?? '');
  const known = usb === null ? null : knownOf(usb);
  const said = plain([id.maker, id.model].filter((part) => part !== null).join(' '));
  const own = said || (usb && titleOf(usb));
  const title = own || known?.name || 'USB printer';
  const port = `usb:/dev/usb/${name}`;
  const refusal = whyNot(known, id);
  return {
    name: known === null || known.product === null ? title : `${known.name}: ${title}`,
    port,
    node: `/dev/usb/${name}`,
    usb,
    access: accessTo(machine, join(machine.dev, 'usb', name)),
    choices: refusal === null ? [choiceFor(port, `${title} ${known?.name ?? ''}`)] : [],
    notes: refusal === null ? notes : [refusal, ...notes],
    isAskable: false,
  };
}

const choiceFor = (port: string, title: string): Choice => printerChoice(port, printerModelFor(title));

function whyNot(known: KnownDevice | null, { commands }: DeviceId): string | null {
  if (pageLanguages.test(commands)) return 'It prints pages, as it says; Foyer prints on rolls by ESC/POS.';
  if (known?.kind !== 'foreign-printer') return null;
  return "It speaks its maker's own language; if it can, switch it to ESC/POS, then add it as escpos-80.";
}

/** Keys come in a short and a long form. */
function deviceId(text: string): DeviceId {
  const fields = new Map(
    text.split(';').flatMap((part) => {
      const colon = part.indexOf(':');
      return colon < 0 ? [] : [[part.slice(0, colon).trim().toUpperCase(), part.slice(colon + 1).trim()]];
    }),
  );
  const field = (...keys: string[]) => keys.map((key) => fields.get(key)).find((value) => value) ?? null;
  return {
    maker: field('MFG', 'MANUFACTURER'),
    model: field('MDL', 'MODEL'),
    commands: field('CMD', 'COMMAND SET') ?? '',
  };
}
