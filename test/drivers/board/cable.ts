/** A transport on a fake clock, with a simulated board at its other end, and a list of what went over it. */
import type { SimulatedBoard } from '../../../drivers/board/simulator.ts';
import { encodeFrame, FrameParser, hostAddress } from '../../../drivers/board/bx/frame.ts';
import { encodeAnswer, readRequest } from '../../../drivers/board/bx/requests.ts';
import { DeviceFault } from '../../../drivers/driver.ts';
import { listeners } from '../../../drivers/listeners.ts';
import type { Transport, TransportState } from '../../../drivers/transport/transport.ts';

export class BoardCable implements Transport {
  readonly name = 'cable';
  state: TransportState = 'closed';
  /** Frames that are lost on their way to the board. */
  loses: (told: string) => boolean = () => false;
  /** Why the board refuses a frame, which it does not show then; null for those that it obeys. */
  refuses: (told: string) => number | null = () => null;
  /** How long an answer is under way, in ms; later ones never overtake it. */
  answerDelayMs = 0;
  failure: Error | null = null;
  readonly #board: SimulatedBoard;
  readonly #data = listeners<[Uint8Array]>();
  readonly #states = listeners<[TransportState, string]>();
  #sent: string[] = [];
  #lastAnswerAtMs = 0;
  readonly #underWay = new Set<NodeJS.Timeout>();
  /** In their order. */
  #answers: Uint8Array[] = [];

  constructor(board: SimulatedBoard) {
    this.#board = board;
    board.onSend((bytes) => this.#answer(bytes));
  }

  onData(listener: (bytes: Uint8Array) => void) {
    return this.#data.add(listener);
  }

  onState(listener: (state: TransportState, reason: string) => void) {
    return this.#states.add(listener);
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.state === 'closed') throw new DeviceFault('disconnected', 'the cable is cut');
    if (this.failure) throw this.failure;
    const told = tell(bytes);
    this.#sent.push(told);
    if (this.loses(told)) return;
    const error = this.refuses(told);
    // Bytes never arrive within the call that sends them.
    queueMicrotask(() => {
      if (error === null) this.#board.receive(bytes);
      else this.#answer(encodeFrame({ to: hostAddress, from: 1, data: encodeAnswer(error) }));
    });
  }

  async close(): Promise<void> {
    if (this.state === 'open') this.set('closed', 'closed by the host');
  }

  reopen(): void {
    throw new Error('no board driver reopens its port');
  }

  set(state: TransportState, reason = ''): void {
    this.state = state;
    // What is under way is lost with the port.
    if (state === 'closed') {
      for (const timer of this.#underWay) clearTimeout(timer);
      this.#answers = [];
    }
    this.#states.emit(state, reason);
  }

  /** Bytes from the board, or from a test in its place. */
  say(bytes: Uint8Array): void {
    if (this.state === 'open') this.#data.emit(bytes);
  }

  #answer(bytes: Uint8Array): void {
    const nowMs = performance.now();
    this.#lastAnswerAtMs = Math.max(this.#lastAnswerAtMs, nowMs + this.answerDelayMs);
    if (this.#lastAnswerAtMs === nowMs && this.#answers.length === 0) return this.say(bytes);
    // Timers know whole ms only, so that a later one may come first.
    this.#answers.push(bytes);
    this.#underWay.add(
      setTimeout(() => this.say(this.#answers.shift() ?? bytes), this.#lastAnswerAtMs - nowMs),
    );
  }

  /** What was sent since the last call: `ping`, `sweep`, or rows like `0:text 3:text`. */
  take(): string[] {
    return this.#sent.splice(0);
  }
}

function tell(bytes: Uint8Array): string {
  return new FrameParser()
    .push(bytes)
    .map((parsed) => {
      if (parsed.kind !== 'frame') return parsed.kind;
      const request = readRequest(Buffer.from(parsed.frame.data));
      if (request.kind !== 'areas') return request.kind === 'nothing' ? 'ping' : request.kind;
      if (request.deleted === 'all') return 'sweep';
      return request.areas
        .map(
          ({ id, runs }) =>
            `${id}:${runs
              .map(({ text }) => text)
              .join('|')
              .trim()}`,
        )
        .join(' ');
    })
    .join(' + ');
}
