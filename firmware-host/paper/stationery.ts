/** What the tickets of the house have in common: their layout, and the logo as each printer's dots make it. */
import { readLogoFile } from '../../config/logo-file.ts';
import type { LobbyConfig } from '../../config/schema.ts';
import type { TicketConfig, TicketItem } from '../../config/ticket-layout.ts';
import type { PrinterModel } from '../../drivers/printer/models/model.ts';
import type { DotImage } from '../../drivers/printer/raster/dots.ts';
import { modelOfPrinter } from '../../drivers/registry.ts';
import type { Form } from '../followers/ticket-layout.ts';

/** 25 mm of paper: the number is what people look for. */
const LOGO_MAX_DOTS = 200;

/** Makes the logo for paper of a width, in dots. */
type Dither = (widthDots: number) => DotImage;

export class Stationery {
  /** As configured. */
  readonly ticket: TicketConfig;
  readonly #models: ReadonlyMap<string, PrinterModel>;
  readonly #dither: Dither | null;
  /** One picture a width, for as long as the host runs: a printer that keeps it knows it again. */
  readonly #logos = new Map<number, DotImage>();

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
      return new Stationery(config, (widthDots) => ditherLogo(picture, widthDots, LOGO_MAX_DOTS));
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

  #logoFor({ widthDots }: PrinterModel): DotImage | null {
    if (this.#dither === null) return null;
    const made = this.#logos.get(widthDots) ?? this.#dither(widthDots);
    this.#logos.set(widthDots, made);
    return made;
  }
}
