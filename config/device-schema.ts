/** The devices of a lobby, as the file says them; what each of them is comes from the drivers. */
import { Type } from 'typebox';
import { PrinterDevice } from '../drivers/printer/device.ts';
import { Board, BoardTemplates } from './board-schema.ts';
import { Pad } from './pad-schema.ts';
import { closed, defaulting } from './schema-parts.ts';
import { Speaker } from './speaker-schema.ts';

export const Devices = Type.Object(
  {
    printers: defaulting(
      Type.Array(PrinterDevice, {
        maxItems: 99,
        description: "A list like - { id: ticket-printer, model: escpos-58, port: 'simulated:' }",
      }),
      [],
    ),
    boards: defaulting(
      Type.Array(Board, {
        maxItems: 99,
        description: "A list like - { id: main-board, model: bx-5k, port: 'serial:/dev/ttyUSB1' }",
      }),
      [],
    ),
    boardTemplates: defaulting(BoardTemplates, {}),
    pads: defaulting(
      Type.Array(Pad, {
        maxItems: 99,
        description: "A list like - { id: pad-1, counter: '1', model: firmata, port: 'serial:/dev/ttyACM0' }",
      }),
      [],
    ),
    speakers: defaulting(
      Type.Array(Speaker, {
        maxItems: 4,
        description: "A list like - { id: lobby-speaker, model: espeak-ng, port: 'pages:' }",
      }),
      [],
    ),
  },
  { ...closed, description: 'What is connected: printers, boards, pads and speakers' },
);
