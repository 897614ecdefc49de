/** One run of the child process for pads, from its start to its end. */
import { fork, type ChildProcess as NodeChild } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { endsWithin } from '../../transport/within.ts';
import type { FromChild, ToChild } from './messages.ts';

/**
 * As for the host itself, small: it needs some 10 MB of heap. Not the host's own flags, which `fork` would hand on. Should
 * johnny-five outgrow this, the process ends, and the next one begins small.
 */
const flags = ['--max-semi-space-size=1', '--v8-pool-size=1', '--max-old-space-size=64'];

/** Its ending is a matter of milliseconds; the rest of the second that `Closable` promises is for SIGKILL. */
const leaveMs = 500;
const killMs = 300;

export class ChildProcess {
  readonly #child: NodeChild;
  readonly #hangMs: number;
  #watch: NodeJS.Timeout | undefined;
  #hasEnded = false;

  /**
   * @param hangMs a child that says nothing for so long, not even its beat, hangs and is killed; also while it starts
   * @param ended called once, however it ended, but not after `stop`
   */
  constructor(hangMs: number, heard: (message: FromChild) => void, ended: () => void) {
    this.#hangMs = hangMs;
    this.#child = fork(fileURLToPath(new URL('./child.js', import.meta.url)), {
      serialization: 'advanced',
      execArgv: flags,
      // What it says before it dies belongs into the host's log.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const end = () => {
      clearTimeout(this.#watch);
      if (!this.#hasEnded) ended();
      this.#hasEnded = true;
    };
    this.#child.once('exit', end);
    // It could not be started, or killed, or told something; only the first has no `exit`.
    this.#child.on('error', () => void (this.#child.pid === undefined && end()));
    this.#child.on('message', (message) => {
      if (this.#hasEnded) return;
      this.#expectMore();
      heard(message as FromChild);
    });
    this.#expectMore();
  }

  /** Null when it could not be started. */
  get pid(): number | null {
    return this.#child.pid ?? null;
  }

  /** What cannot be delivered is lost with the child, and `ended` tells of that. */
  send(message: ToChild): void {
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  /** Ends it, by force if it must be. Resolves within a second, when it is gone. Never rejects. */
  async stop(): Promise<void> {
    this.#hasEnded = true;
    clearTimeout(this.#watch);
    const child = this.#child;
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    if (child.connected) child.disconnect();
    if (await endsWithin(gone, leaveMs)) return;
    child.kill('SIGKILL');
    await endsWithin(gone, killMs);
  }

  #expectMore(): void {
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => {
      // After a pause of our own, the beats of that time still wait to be read: that is done before the next immediate.
      const kill = setImmediate(() => this.#child.kill('SIGKILL'));
      this.#child.once('message', () => clearImmediate(kill));
    }, this.#hangMs);
  }
}
