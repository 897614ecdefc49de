import { padContract, pins, realPadContract } from './contract.ts';
import { padModels } from '../../../drivers/pad/models.ts';
import { inProcess, overPty, overTcp, transportTo } from '../rigs.ts';

padContract('simulated in this process', inProcess);
padContract('simulated over TCP', overTcp);
padContract('simulated on a serial port', overPty('serial'));

/** Such as serial:/dev/ttyACM0. Nobody has to press anything. */
const realPort = process.env['TEST_PAD_PORT'];
if (realPort !== undefined)
  realPadContract(`at ${realPort}`, pins, () => transportTo(realPort, null, padModels.firmata));
