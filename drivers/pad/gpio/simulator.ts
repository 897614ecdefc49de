/** Buttons and lights on GPIO lines, and the programs that watch and hold them, from the other side of the port. */
import { monoNow } from '../child/mono-now.ts';
import {
  begunLine,
  edgeLine,
  levelLine,
  LineReader,
  parseHostLine,
  type HostLine,
} from '../../transport/gpio/lines.ts';
import { SimulatedPad, type PadFaults, type SimulatedPadOptions } from '../simulated-pad.ts';
import { outputsOf, type PadWiring } from '../wiring.ts';

/** No line of ours, and none of them swallows the one after it. */
const noises = ['\u0000\u00FE\n', '17 \n', '=\n', '4=2\n', '17 1 5.5\n', '!!\n', `${'7'.repeat(2000)}\n`];

/** A line breaks off here, and is said anew. */
const brokenBytes = 2;

export class GpioSimulator extends SimulatedPad {
  readonly #inputs: readonly number[];
  readonly #outputs: readonly number[];
  /** A closed contact makes its line low. */
  readonly #closed = new Set<number>();
  #fromHost = new LineReader();
  #noisePlace = 0;

  constructor(wiring: PadWiring, options: SimulatedPadOptions = {}) {
    super(wiring, options);
    this.#inputs = wiring.buttons;
    this.#outputs = outputsOf(wiring);
  }

  override setFaults(change: Partial<PadFaults>): void {
    super.setFaults(change);
    if (change.garbage === true) this.#say('');
  }

  override receive(bytes: Uint8Array): void {
    if (this.isDeaf) return;
    for (const text of this.#fromHost.read(bytes)) this.#obey(parseHostLine(text));
  }

  protected override start(): void {
    this.#fromHost = new LineReader();
    this.#say(begunLine);
  }

  protected override contact(pin: number, isClosed: boolean): void {
    if (this.#closed.has(pin) === isClosed) return;
    if (isClosed) this.#closed.add(pin);
    else this.#closed.delete(pin);
    this.#say(edgeLine(pin, !isClosed, monoNow()));
  }

  #obey(order: HostLine | null): void {
    if (order?.kind === 'ask')
      this.#say(this.#inputs.map((line) => levelLine(line, !this.#closed.has(line))).join(''));
    else if (order && this.#outputs.includes(order.line)) this.switched(order.line, order.isHigh);
  }

  #say(text: string): void {
    if (!this.isDeaf) this.emit(Buffer.from(this.faults.garbage ? this.#garble(text) : text, 'latin1'));
  }

  /** What is said, after noise, and every other time only after it has broken off once. */
  #garble(text: string): string {
    const place = this.#noisePlace++;
    const broken = place % 2 === 0 ? `${text.slice(0, brokenBytes).trim()}\n` : '';
    return `${noises[place % noises.length] ?? ''}${broken}${text}`;
  }
}
