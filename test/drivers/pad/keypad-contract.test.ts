import { keyCode } from '../../../drivers/pad/keypad/keys.ts';
import { KeypadSimulator } from '../../../drivers/pad/keypad/simulator.ts';
import { buttonsOnly } from '../../../drivers/pad/wiring.ts';
import { inProcess, overPty, transportTo, type RigMaker } from '../rigs.ts';
import { atOnce, onRig } from './bench.ts';
import { padContract, realPadContract } from './contract.ts';

const keys = ['KP1', 'KP2', '3', 'F13', 'VOLUMEUP'];
const wiring = buttonsOnly(keys.map((name) => keyCode(name) ?? 0));

/** Nobody can ask a keypad, so one that hangs or was reset is as one that nobody presses. */
const contract = (name: string, makeRig: RigMaker) =>
  padContract(name, {
    family: 'keypad',
    wiring,
    wrongPin: 0x2fe,
    lacks: ['hung', 'reset'],
    stand: onRig(() => new KeypadSimulator(wiring, atOnce), makeRig),
  });

contract('keypad simulated in this process', inProcess);
contract('keypad simulated behind a terminal that stands in for an input device', overPty('input'));

/** Such as /dev/input/by-id/usb-SEM_USB_Keyboard-event-kbd. Nobody has to press anything. */
const realDevice = process.env['TEST_INPUT_DEVICE'];
if (realDevice !== undefined)
  realPadContract(`keypad at ${realDevice}`, 'keypad', wiring, () => transportTo(`input:${realDevice}`));
