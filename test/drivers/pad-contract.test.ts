import { padContract, pins, realPadContract } from './pad-contract.ts';
import { inProcess, overSerial, overTcp, padTransport } from './pad-rigs.ts';

padContract('simulated in this process', inProcess);
padContract('simulated over TCP', overTcp);
padContract('simulated on a serial port', overSerial);

/** Such as serial:/dev/ttyACM0. Nobody has to press anything. */
const realPort = process.env['TEST_PAD_PORT'];
if (realPort !== undefined) realPadContract(`at ${realPort}`, pins, () => padTransport(realPort));
