/** A USB keypad and the kernel before it: what a program reads of its input device. */
import { SimulatedPad } from '../simulated-pad.ts';
import { encodeInputEvent, EventType, KeyValue, Syn } from './input-event.ts';

/** How the kernel repeats the key that was pressed last, in ms, unless told otherwise. */
const repeatDelayMs = 250;
const repeatPeriodMs = 33;

export class KeypadSimulator extends SimulatedPad {
  readonly #down = new Set<number>();
  /** Keys that the kernel takes for pressed. */
  readonly #told = new Set<number>();
  #noises = 0;
  #repeat: { readonly code: number; timer: NodeJS.Timeout } | null = null;

  /** A keypad takes nothing. */
  override receive(): void {}

  /** It says what it holds; of a key that went down while it was silent, it waits for the next press. */
  protected override start(): void {
    for (const code of this.#told) if (!this.#down.has(code)) this.#tell(code, KeyValue.up);
  }

  protected override contact(code: number, isClosed: boolean): void {
    if (this.#down.has(code) === isClosed) return;
    if (isClosed) this.#down.add(code);
    else this.#down.delete(code);
    this.#tell(code, isClosed ? KeyValue.down : KeyValue.up);
    if (isClosed) this.#repeatFrom(code);
    else if (this.#repeat?.code === code) this.#stopRepeating();
  }

  #repeatFrom(code: number): void {
    this.#stopRepeating();
    const again = () => {
      this.#tell(code, KeyValue.repeated);
      if (this.#repeat) this.#repeat.timer = setTimeout(again, repeatPeriodMs).unref();
    };
    this.#repeat = { code, timer: setTimeout(again, repeatDelayMs).unref() };
  }

  #stopRepeating(): void {
    clearTimeout(this.#repeat?.timer);
    this.#repeat = null;
  }

  /** The report's value is 1 where the kernel itself repeats. */
  #tell(code: number, value: number): void {
    if (this.isDeaf) return;
    if (value === KeyValue.up) this.#told.delete(code);
    else this.#told.add(code);
    const nowMs = Date.now();
    const report = { type: EventType.syn, code: Syn.report, value: value === KeyValue.repeated ? 1 : 0 };
    const key = encodeInputEvent({ type: EventType.key, code, value }, nowMs);
    const noise = this.faults.garbage ? noiseBefore(key, this.#noises++) : [];
    this.emit(Uint8Array.of(...noise, ...key, ...encodeInputEvent(report, nowMs)));
  }
}

/** In turn an event that breaks off, and bytes without sense; the event itself follows whole. No kernel does this. */
function noiseBefore(event: Uint8Array, place: number): Uint8Array {
  return place % 2 === 0
    ? event.subarray(0, event.length / 2)
    : Uint8Array.of(0x7f, 0xff, 0x13, place & 0xff, 0xa5);
}
