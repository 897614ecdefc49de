/** Ticket printers as data: a new model is a new row. */

export interface PrinterModel {
  /** For people: the configuration's documentation and the maintenance page. */
  readonly title: string;
  /** Printable width at 203 dpi, 8 dots to the millimetre. */
  readonly widthDots: number;
  /** Font A cells of 12 dots in one line. */
  readonly columns: number;
  /** Lines from the print head past the knife, so that the cut does not go through the last line. */
  readonly feedToKnifeLines: number;
}

/** Both follow Epson's ESC/POS with GB18030 Kanji mode, as Chinese makers' 58 and 80 mm printers do. */
export const printerModels = {
  'escpos-58': {
    title: 'ESC/POS ticket printer, 58 mm paper',
    widthDots: 384,
    columns: 32,
    feedToKnifeLines: 4,
  },
  'escpos-80': {
    title: 'ESC/POS ticket printer, 80 mm paper',
    widthDots: 576,
    columns: 48,
    feedToKnifeLines: 4,
  },
} as const satisfies Record<string, PrinterModel>;

export type PrinterModelName = keyof typeof printerModels;

/** Whether `name` is a row of the table. */
export function isPrinterModel(name: string): name is PrinterModelName {
  return Object.hasOwn(printerModels, name);
}
