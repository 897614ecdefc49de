/** Ticket printers as the configuration says them. */
import Type, { type Static } from 'typebox';
import { deviceId } from '../device-id.ts';
import { ownPorts } from '../transport/address.ts';
import { wideFonts, type PrinterModel, type WideFont } from './models/model.ts';
import { printerModel, printerModels } from './models/models.ts';

/** A ticket printer in the configuration. `port` is checked by `parseAddress`, which says more than a pattern could. */
export const PrinterDevice = Type.Object(
  {
    id: deviceId,
    model: Type.Unsafe<string>(
      Type.Union([...printerModels].map(([name, { title }]) => Type.Literal(name, { title }))),
    ),
    port: Type.String({ minLength: 1, description: `Where the printer is: ${ownPorts.forms}` }),
    wideFont: Type.Optional(
      Type.Unsafe<WideFont | 'none'>(
        Type.Enum([...wideFonts, 'none'], {
          description:
            'The two-byte characters that its own font has, as its self-test page says: gb18030, big5, shift_jis, euc-kr, or none',
          otherwise: 'those of the model',
        }),
      ),
    ),
    rollTickets: Type.Optional(
      Type.Integer({
        minimum: 20,
        maximum: 5000,
        default: 250,
        description: 'Tickets on a new roll of paper, from 20 to 5000; rolls that ran out correct it',
      }),
    ),
  },
  { additionalProperties: false },
);
export type PrinterDevice = Static<typeof PrinterDevice>;

/**
 * The model of a configured printer, with the font that it was bought with.
 * @throws TypeError for a name that is no model
 */
export function modelOfPrinter({ model, wideFont }: Pick<PrinterDevice, 'model' | 'wideFont'>): PrinterModel {
  const bought = printerModel(model);
  return wideFont === undefined ? bought : { ...bought, wideFont: wideFont === 'none' ? null : wideFont };
}
