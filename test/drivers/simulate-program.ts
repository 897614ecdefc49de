/** The command `npm run simulate` as a child, and what it says. */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../drivers/simulate.ts', import.meta.url));

export class Program {
  readonly #child: ChildProcessByStdio<null, Readable, Readable>;
  readonly #code: Promise<unknown>;
  #output = '';
  #news = Promise.withResolvers<void>();

  constructor(...args: string[]) {
    this.#child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#code = once(this.#child, 'close').then(([code]) => code);
    const hear = (bytes: Buffer) => {
      this.#output += bytes.toString();
      this.#news.resolve();
      this.#news = Promise.withResolvers<void>();
    };
    this.#child.stdout.on('data', hear);
    this.#child.stderr.on('data', hear);
  }

  async says(text: string): Promise<void> {
    while (!this.#output.includes(text)) await this.#news.promise;
  }

  /** Its exit code and all it said; may be asked again. */
  async end(signal?: NodeJS.Signals): Promise<{ code: unknown; output: string }> {
    if (signal) this.#child.kill(signal);
    return { code: await this.#code, output: this.#output };
  }
}
