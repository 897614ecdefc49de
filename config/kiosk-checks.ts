/** Whether what is said about kiosks makes sense: names that mean one kiosk each, and printers that are there. */
import { entries, items, member } from './data.ts';
import { quote, type Fault, type Path } from './faults.ts';
import { suggestion } from './nearest.ts';
import type { YamlFile } from './read-yaml.ts';

/** Faults of sense under `kiosks`. */
export function checkKiosks(yaml: YamlFile): Fault[] {
  return [...checkKioskNames(yaml), ...checkKioskPrinters(yaml)];
}

/** A page that knows no id asks for the kiosk `first`. */
function checkKioskNames(yaml: YamlFile): Fault[] {
  return entries(yaml.value, ['kiosks'], 'id')
    .filter(({ text }) => text === 'first')
    .map(({ path }) => yaml.at(path, '"first" means whichever kiosk stands first; choose another id.'));
}

function checkKioskPrinters(yaml: YamlFile): Fault[] {
  const ids = entries(yaml.value, ['devices', 'printers'], 'id').map(({ text }) => text);
  const unknown = (path: Path, id: unknown): Fault[] => {
    if (typeof id !== 'string' || ids.includes(id)) return [];
    const known = ids.length === 0 ? 'devices.printers has none' : `devices.printers has ${ids.join(', ')}`;
    return [yaml.at(path, `There is no printer ${quote(id)}; ${known}.${suggestion(id, ids)}`)];
  };
  return items(yaml.value, 'kiosks').flatMap(({ index, value }) => {
    const own = member(value, 'printer');
    const spare = member(value, 'spare');
    const spareId = member(spare, 'printer');
    const path = ['kiosks', index, 'spare', 'printer'];
    const faults = [...unknown(['kiosks', index, 'printer'], own), ...unknown(path, spareId)];
    if (spare === undefined) return faults;
    if (own === undefined) {
      const message = 'A spare takes over from a printer, and this kiosk has none; write printer as well.';
      return [...faults, yaml.atKey(['kiosks', index, 'spare'], message)];
    }
    if (typeof spareId !== 'string' || spareId !== own) return faults;
    return [...faults, yaml.at(path, `${quote(spareId)} is the kiosk’s own printer; name another one.`)];
  });
}
