/** Every ticket printer that Foyer knows: one data file each, named as the configuration names it. */
import { readdirSync, readFileSync } from 'node:fs';
import { Compile } from 'typebox/compile';
import { PrinterModel, type WideFont } from './model.ts';

const check = Compile(PrinterModel);

/** @throws Error that names the file and the field */
function readModel(file: string, folder: URL): PrinterModel {
  const data: unknown = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
  if (check.Check(data)) return data;
  const [fault] = check.Errors(data);
  throw new Error(`printer model ${file}: ${fault?.instancePath ?? ''} ${fault?.message ?? 'is no model'}`);
}

/**
 * All models of a folder, by name, the name of the file without its end.
 * @param folder ends with a slash
 * @throws Error that names the file and the field of the first fault
 */
export function readModels(folder: URL): ReadonlyMap<string, PrinterModel> {
  return new Map(
    readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .map((file) => file.slice(0, -'.json'.length))
      .toSorted()
      .map((name) => [name, readModel(`${name}.json`, folder)]),
  );
}

/** Model name → model, by name. Read once, when this module is loaded. */
export const printerModels = readModels(new URL('.', import.meta.url));

/** @throws TypeError for a name that has no file */
export function printerModel(name: string): PrinterModel {
  const model = printerModels.get(name);
  if (model === undefined) throw new TypeError(`there is no printer model "${name}"`);
  return model;
}

/** The same printer bought in another region: what it is, but for its two-byte font. The model itself where nothing changes. */
export function withWideFont(model: PrinterModel, wideFont: WideFont | 'none'): PrinterModel {
  const font = wideFont === 'none' ? null : wideFont;
  return font === model.wideFont ? model : { ...model, wideFont: font };
}
