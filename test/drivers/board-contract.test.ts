import { boardModels } from '../../drivers/board/models.ts';
import { parseAddress } from '../../drivers/transport/address.ts';
import { openTransport } from '../../drivers/transport/open-transport.ts';
import { boardContract, realBoardContract } from './board-contract.ts';
import { inProcess, overPty, overTcp } from './rigs.ts';

boardContract('simulated in this process', inProcess);
boardContract('simulated over TCP', overTcp);
boardContract('simulated on a serial port', overPty('serial'));

/** Such as serial:/dev/ttyUSB0 or tcp://192.168.1.30:5005, with 128 by 64 dots. It shows two calls and is dark afterwards. */
const realPort = process.env['TEST_BOARD_PORT'];
if (realPort !== undefined)
  realBoardContract(`at ${realPort}`, () => openTransport(parseAddress(realPort, boardModels['bx-5k'])));
