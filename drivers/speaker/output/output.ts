/** Where sound goes. */
import type { Wav } from '../speaker.ts';

export interface SoundOutput {
  /**
   * Plays it to its end.
   * @throws OutputFault
   */
  play(sound: Wav, signal: AbortSignal): Promise<void>;
}

/** `disconnected`: nothing was heard. `not-answering`: it has not come to its end; how much was heard, nobody knows. */
export class OutputFault extends Error {
  readonly code: 'disconnected' | 'not-answering';

  constructor(code: OutputFault['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'OutputFault';
    this.code = code;
  }
}
