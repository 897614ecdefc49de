import type { BoardDevice } from '../../../drivers/board/device.ts';
import { isBoardModel } from '../../../drivers/board/models.ts';
import { openBoards } from '../../../drivers/board/open.ts';
import { inProcess, overPty, overTcp } from '../rigs.ts';
import { boardContract, realBoardContract } from './contract.ts';
import { knownDevices } from './devices.ts';

for (const device of knownDevices) {
  boardContract('simulated in this process', device, inProcess);
  boardContract('simulated over TCP', device, overTcp);
  boardContract('simulated on a serial port', device, overPty('serial'));
}

/**
 * Such as serial:/dev/ttyUSB0 or tcp://192.168.1.30:5005; TEST_BOARD_MODEL says what is there (bx-5k, with 128 by 64 dots), and
 * TEST_BOARD_ADDRESS what it answers to where that is not as its maker has set it. It shows two numbers and is dark afterwards.
 */
const { TEST_BOARD_PORT: port, TEST_BOARD_MODEL: model = 'bx-5k', TEST_BOARD_ADDRESS: address } = process.env;
if (port !== undefined) {
  if (!isBoardModel(model)) throw new Error(`no model "${model}"`);
  const device: BoardDevice = {
    id: 'real',
    model,
    port,
    ...(address === undefined ? {} : { address: Number(address) }),
  };
  realBoardContract(`${model} at ${port}`, () => {
    const [opened] = openBoards([device]);
    if (opened === undefined) throw new Error('one board was opened');
    return opened.board;
  });
}
