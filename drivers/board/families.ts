/** Every family of boards: what it speaks, and the same from the other side of the wire. */
import { alphaCodec } from './alpha/codec.ts';
import { AlphaSign } from './alpha/sign.ts';
import { BxCard } from './bx/card.ts';
import { bxCodec } from './bx/codec.ts';
import type { BoardCodec } from './codec.ts';
import type { BoardDevice } from './device.ts';
import { digitsCodec } from './digits/codec.ts';
import { DigitDisplay } from './digits/display.ts';
import { boardModels, type BoardModel } from './models.ts';
import type { BoardSimulatorOptions, SimulatedBoard } from './simulator.ts';
import { templateCodec } from './template/codec.ts';
import { TemplateDisplay } from './template/display.ts';

export interface FamilyMember {
  codec(): BoardCodec;
  simulate(options: BoardSimulatorOptions): SimulatedBoard;
}

/** A board of its family. @throws TypeError for a template board without its template */
export function familyOf(device: BoardDevice): FamilyMember {
  const model: BoardModel = boardModels[device.model];
  const address = device.address ?? model.address.otherwise;
  switch (model.family) {
    case 'bx': {
      const { widthDots = 128, heightDots = 64 } = device;
      const size = { widthDots, heightDots };
      return {
        codec: () => bxCodec(model, size, address),
        simulate: (options) => new BxCard(model, size, { ...options, address }),
      };
    }
    case 'alpha': {
      const { columns = 16, rows = 1 } = device;
      const size = { columns, rows };
      return {
        codec: () => alphaCodec(model, size, address),
        simulate: (options) => new AlphaSign(model, size, { ...options, address }),
      };
    }
    case 'digits':
      return {
        codec: () => digitsCodec(model, address),
        simulate: (options) => new DigitDisplay(model, { ...options, address }),
      };
    case 'template': {
      const { template } = device;
      if (template === undefined) throw new TypeError(`${device.id} has no template`);
      return {
        codec: () => templateCodec(template, address),
        simulate: (options) => new TemplateDisplay(template, { ...options, address }),
      };
    }
  }
}
