/** What the tickets of the house have in common: their layout, and the logo as each printer's dots make it. */
import { readLogoFile } from '../../config/logo-file.ts';
import type { LobbyConfig } from '../../config/schema.ts';
import type { TicketConfig, TicketItem } from '../../config/ticket-layout.ts';
import { keptBytesMax } from '../../drivers/printer/encode/kept-image.ts';
import type { PrinterModel } from '../../drivers/printer/models/model.ts';
import type { DotImage } from '../../drivers/printer/raster/dots.ts';
import { modelOfPrinter } from '../../drivers/printer/device.ts';
import type { Form } from '../followers/ticket-layout.ts';

/** 25 mm of paper: the number is what people look for. */
const LOGO_MAX_DOTS = 200;
/**
 * What a printer keeps in its memory costs its bytes once. Where it goes out with every ticket, this many are four seconds at
 * 9600 baud, and a ticket of five seconds is slow.
 */
const LOGO_SENT_MAX_BYTES = 4096;

/** Makes the logo for paper of a width, so high at most, in dots. */
type Dither = (widthDots: number, heightDots: number) => DotImage;

export class Stationery {
  /** As configured. */
  readonly ticket: TicketConfig;
  readonly #models: ReadonlyMap<string, PrinterModel>;
  readonly #dither: Dither | null;
  /** One picture a kind of printer, for as long as the host runs: a printer that keeps it knows it again. */
  readonly #logos = new Map<string, DotImage>();

  private constructor({ devices, ticket }: LobbyConfig, dither: Dither | null) {
    this.ticket = ticket;
    this.#models = new Map(devices.printers.map((printer) => [printer.id, modelOfPrinter(printer)]));
    this.#dither = dither;
  }

  /** @param say told when there is no logo though there should be one; tickets do without it then */
  static async open(config: LobbyConfig, say: (line: string) => void): Promise<Stationery> {
    const { logo } = config.ticket;
    if (logo === null) return new Stationery(config, null);
    try {
      const [picture, { ditherLogo }] = await Promise.all([
        readLogoFile(logo),
        import('../../drivers/printer/raster/logo.ts'),
      ]);
      return new Stationery(config, (widthDots, heightDots) => ditherLogo(picture, widthDots, heightDots));
    } catch (error) {
      say(`ticket.logo: ${logo}: ${error instanceof Error ? error.message : String(error)}`);
      return new Stationery(config, null);
    }
  }

  /** The form of a printer's tickets; of a printer that is not configured any more, without a logo. */
  formOf(printer: string, layout: readonly TicketItem[] = this.ticket.layout): Form {
    const model = this.modelOf(printer);
    return { layout, logo: model && this.#logoFor(model) };
  }

  /** Null for a printer that is not configured. */
  modelOf(printer: string): PrinterModel | null {
    return this.#models.get(printer) ?? null;
  }

  #logoFor(model: PrinterModel): DotImage | null {
    if (this.#dither === null) return null;
    const key = `${model.widthDots} ${model.keepsLogo}`;
    const made = this.#logos.get(key) ?? fitting(this.#dither, model);
    this.#logos.set(key, made);
    return made;
  }
}

/** As large as goes: a tenth smaller, until its bytes are few enough. */
function fitting(dither: Dither, { widthDots, keepsLogo }: PrinterModel): DotImage {
  const bytesMax = keepsLogo ? keptBytesMax : LOGO_SENT_MAX_BYTES;
  let heightDots = LOGO_MAX_DOTS;
  let made = dither(widthDots, heightDots);
  while (made.bits.length > bytesMax) {
    heightDots = Math.floor(Math.min(heightDots, made.heightDots) * 0.9);
    made = dither(widthDots, heightDots);
  }
  return made;
}
