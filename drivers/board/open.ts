/** How boards are opened: those on one port share its line. */
import type { RandomSource } from '../driver.ts';
import { linePorts, parseAddress, type Address } from '../transport/address.ts';
import { openTransport } from '../transport/open-transport.ts';
import type { SimulatedDevice } from '../transport/simulated.ts';
import type { Transport } from '../transport/transport.ts';
import type { LedBoard } from './board.ts';
import { SimulatedBus } from './bus.ts';
import type { BoardCodec } from './codec.ts';
import type { BoardDevice } from './device.ts';
import { familyOf } from './families.ts';
import { KeptBoard, type BoardOptions } from './kept-board.ts';
import { Line } from './line/line.ts';
import { boardModels, type BoardModel } from './models.ts';
import type { SimulatedBoard } from './simulator.ts';

/** The codec of a configured board. @throws TypeError for a template board without its template */
export const codecOf = (device: BoardDevice): BoardCodec => familyOf(device).codec();

/** The same board from the other side of the wire. */
export const simulate = (
  device: BoardDevice,
  options: { readonly pace?: number; readonly baudRate?: number } = {},
): SimulatedBoard => familyOf(device).simulate(options);

export interface OpenBoardOptions extends BoardOptions {
  /** For backoff jitter; `Math.random` when left out. */
  readonly random?: RandomSource;
}

export interface OpenedBoard {
  readonly board: LedBoard;
  /** The board itself, where the port is `simulated:`; null where there is hardware. `board.close()` leaves it alone. */
  readonly simulator: SimulatedBoard | null;
}

/**
 * Opens the configured boards, in their order. Returns at once: ports open, and reopen, in the background, and `status` tells how
 * each is. A simulated board is reached through the same transport, line, codec and driver as a real one.
 * @throws DeviceFault `bad-address` when a `port` cannot be understood.
 */
export function openBoards(devices: readonly BoardDevice[], options: OpenBoardOptions = {}): OpenedBoard[] {
  const opened = new Map<BoardDevice, OpenedBoard>();
  for (const shared of Map.groupBy(devices, lineKey).values()) {
    for (const [device, board] of openLine(shared, options)) opened.set(device, board);
  }
  return devices.flatMap((device) => opened.get(device) ?? []);
}

/** A driver on a transport; it owns the transport and closes it. For one board alone on its line. */
export function boardOn(transport: Transport, device: BoardDevice, options: BoardOptions = {}): LedBoard {
  const address = readPort(device);
  return keep(device, new Line(transport, lineOptions([device], address)), address, options);
}

const readPort = ({ port, model }: BoardDevice): Address => parseAddress(port, boardModels[model], linePorts);

/** Boards with the same key hang on one line. Simulated ones share one only where the port names it. */
export function lineKey(device: BoardDevice): string | BoardDevice {
  const address = readPort(device);
  if (address.kind !== 'simulated') return device.port;
  return address.line === null ? device : `simulated ${address.line}`;
}

function openLine(
  devices: readonly BoardDevice[],
  options: OpenBoardOptions,
): (readonly [BoardDevice, OpenedBoard])[] {
  const [first] = devices;
  if (first === undefined) return [];
  const address = readPort(first);
  const simulators = devices.map((device) =>
    address.kind === 'simulated' ? simulate(device, { pace: address.pace }) : null,
  );
  const simulated = plugOf(simulators, address);
  const line = new Line(openTransport(address, { ...options, simulated }), lineOptions(devices, address));
  return devices.map((device, index) => [
    device,
    { board: keep(device, line, address, options), simulator: simulators[index] ?? null },
  ]);
}

/** What the line ends in. One board alone is pulled out of its socket when its cable is cut. */
function plugOf(simulators: readonly (SimulatedBoard | null)[], address: Address): SimulatedDevice | null {
  const boards = simulators.filter((board) => board !== null);
  const [only] = boards;
  if (address.kind !== 'simulated' || only === undefined) return null;
  return boards.length === 1 && address.line === null ? only : new SimulatedBus(boards);
}

const silenceCharacters = 3.5;

/** Boards alone on their line need no silence between frames that have a beginning. */
function lineOptions(devices: readonly BoardDevice[], address: Address): { gapMs: number; echo: boolean } {
  const models: BoardModel[] = devices.map(({ model }) => boardModels[model]);
  // Modbus tells frames apart by a silence of 3.5 characters, which a slow line makes long.
  const silenceMs = Math.ceil(silenceCharacters * (byteTimeOn(address) ?? 0));
  const wanted = Math.max(
    ...models.map(({ family, gapMs }) => (family === 'digits' ? Math.max(gapMs, silenceMs) : gapMs)),
  );
  const isAlone = models.length === 1 && models[0]?.family === 'bx';
  const { gapMs = null, echo = false } = 'echo' in address ? address : {};
  return { gapMs: gapMs ?? (isAlone ? 0 : wanted), echo };
}

function keep(device: BoardDevice, line: Line, address: Address, { timing = {} }: BoardOptions): LedBoard {
  const { answerMs, repaintSeconds, model } = device;
  const msPerByte = byteTimeOn(address);
  const own = {
    repaintMs: repaintSeconds === undefined ? boardModels[model].repaintMs : repaintSeconds * 1000,
    ...(msPerByte === undefined ? {} : { msPerByte }),
    // Answers that come later than that are those of boards in trouble, which are heard out.
    ...(answerMs === undefined ? {} : { answerMs, lateMs: 3 * answerMs }),
  };
  return new KeptBoard(codecOf(device), line, { timing: { ...own, ...timing } });
}

/** On the wire, in ms. A serial server hides its own speed: undefined, for the slowest in use. */
function byteTimeOn(address: Address): number | undefined {
  if (address.kind !== 'serial') return undefined;
  const { baudRate, dataBits, parity, stopBits } = address;
  return ((1 + dataBits + (parity === 'none' ? 0 : 1) + stopBits) * 1000) / baudRate;
}
