/** Both halves of the Modbus of ours against a library's: a server that it is to be understood by, and a master that it is to understand. */
import { once } from 'node:events';
import ModbusMaster, { ServerSerial } from 'modbus-serial';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DigitDisplay } from '../../../drivers/board/digits/display.ts';
import { boardModels } from '../../../drivers/board/models.ts';
import { openBoards } from '../../../drivers/board/open.ts';
import { plugIn } from '../../support/device-at.ts';
import { serialPair } from '../../support/serial-pair.ts';
import { tempDir } from '../../support/temp.ts';
import { hex } from '../hex.ts';
import { boardStatusOf, content } from './contents.ts';

/** Error of the application protocol, as the library wants to be told of it. */
const noSuchAddress = Object.assign(new Error('no such register'), { modbusErrorCode: 2 });

describe('digits and another Modbus', () => {
  it('writes what a server of the library keeps, at each address, and believes its answers', async () => {
    const { host, device, sent } = await serialPair(tempDir());
    const kept = new Map<number, Map<number, number>>([
      [1, new Map()],
      [2, new Map()],
    ]);
    const server = new ServerSerial(
      {
        setRegister(register: number, value: number, unit: number) {
          if (value === '9'.charCodeAt(0)) throw noSuchAddress;
          kept.get(unit)?.set(register, value);
        },
        getHoldingRegister: (register: number, unit: number) => kept.get(unit)?.get(register) ?? 0,
      },
      { path: device, baudRate: 9600, autoOpen: true },
    );
    onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
    await once(server, 'initialized');
    const opened = openBoards(
      [
        { id: 'one', model: 'dm56a04', port: `serial:${host}` },
        { id: 'two', model: 'dm36b06', port: `serial:${host}`, address: 2 },
      ],
      { timing: { retryMs: 60_000 } },
    );
    const [one, two] = opened.map(({ board }) => board);
    if (one === undefined || two === undefined) throw new Error('no boards');
    onTestFinished(async () => {
      for (const { board } of opened) await board.close();
    });
    one.show(content('A012'));
    two.show(content('b03-7'));
    one.setBrightness(50);
    for (const { board } of opened) await boardStatusOf(board, ({ confirmed }) => confirmed);
    const text = (unit: number, digits: number) =>
      String.fromCharCode(
        ...Array.from({ length: digits }, (_, register) => kept.get(unit)?.get(register) ?? 0),
      );
    expect([text(1, 4), text(2, 6), kept.get(1)?.get(9)]).toEqual(['A012', 'b03-7 ', 4]);
    // What it refuses is told of.
    // The library answers with what becomes of the first register.
    two.show(content('903-7'));
    expect((await boardStatusOf(two, ({ problem }) => problem !== null)).problem).toBe('refused');
    // The server does not look at the CRC of what it hears.
    expect(hex(sent())).toContain('01 10 00 00 00 04 08 00 41 00 30 00 31 00 32 77 60');
  });

  it('obeys a master of the library, and is believed by it', async () => {
    const { host, device } = await serialPair(tempDir());
    const display = new DigitDisplay(boardModels.dm56a04, { pace: 0, address: 7 });
    await plugIn(display, device);
    const master = new ModbusMaster.default();
    await master.connectRTUBuffered(host, { baudRate: 9600 });
    onTestFinished(() => new Promise<void>((resolve) => master.close(() => resolve())));
    master.setID(7);
    master.setTimeout(3000);
    await master.writeRegisters(0, [0x43, 0x30, 0x37, 0x37]);
    expect(display.picture).toMatchObject({ text: 'C077' });
    expect((await master.readHoldingRegisters(1, 3)).data).toEqual([0x30, 0x37, 0x37]);
    await master.writeRegister(7, 42);
    expect(display.picture).toMatchObject({ text: '  42' });
    await expect(master.writeRegisters(9, [1, 2])).rejects.toMatchObject({ modbusCode: 2 });
    expect(display.unknownCommands).toHaveLength(1);
  });
});
