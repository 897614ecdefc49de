/**
 * Chinese characters as numbered pinyin. The dictionary takes 30 MB and 150 ms to load, and a thread would leave the memory
 * with the host, so it lives in a process of its own, which ends when nobody has asked for a while. What is called all day is
 * remembered here, and costs nothing.
 */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Closable } from '../../driver.ts';
import { VoiceFault } from '../speaker.ts';

export interface PinyinOptions {
  /** How long the process stays when nobody asks. */
  readonly idleMs?: number;
  /** How long it may take to answer, its start included. */
  readonly limitMs?: number;
  /** The process; only for tests. */
  readonly program?: readonly [string, ...string[]];
}

/** Somebody who walks through the kiosk by ear asks every few seconds. */
const idleMs = 15_000;
/** A Pi 3 with a full card needs two. */
const limitMs = 10_000;
const rememberedMax = 500;

type Child = ChildProcessByStdio<Writable, Readable, null>;

export class PinyinReader implements Closable {
  readonly #options: Required<PinyinOptions>;
  readonly #remembered = new Map<string, readonly string[]>();
  readonly #asked: PromiseWithResolvers<string>[] = [];
  #child: Child | null = null;
  #idle: NodeJS.Timeout | undefined;

  constructor(options: PinyinOptions = {}) {
    const program = [
      process.execPath,
      ...memoryFlags,
      fileURLToPath(new URL('./pinyin-child.js', import.meta.url)),
    ];
    this.#options = { idleMs, limitMs, program: program as [string, ...string[]], ...options };
  }

  /**
   * The syllables of each text, like `qing3 dao4`; what cannot be said is not among them.
   * @throws VoiceFault `no-voice` when the process fails
   */
  async read(texts: readonly string[]): Promise<readonly (readonly string[])[]> {
    const unknown = [...new Set(texts)].filter((text) => !this.#remembered.has(text));
    if (unknown.length > 0) {
      const answer = await this.#ask(unknown);
      for (const [place, text] of unknown.entries()) this.#remember(text, answer[place] ?? []);
      return texts.map((text) => answer[unknown.indexOf(text)] ?? this.#remembered.get(text) ?? []);
    }
    return texts.map((text) => this.#remembered.get(text) ?? []);
  }

  async close(): Promise<void> {
    this.#end('the reader of Chinese is closed');
  }

  async #ask(texts: readonly string[]): Promise<string[][]> {
    clearTimeout(this.#idle);
    this.#child ??= this.#begin();
    const asked = Promise.withResolvers<string>();
    this.#asked.push(asked);
    const timer = setTimeout(() => this.#end('the reader of Chinese does not answer'), this.#options.limitMs);
    this.#child.stdin.write(`${JSON.stringify(texts)}\n`);
    try {
      const answer = parse(await asked.promise);
      if (isAnswer(answer, texts.length)) return answer;
      this.#end(nonsense);
      throw new VoiceFault('no-voice', nonsense);
    } finally {
      clearTimeout(timer);
      if (this.#asked.length === 0) {
        clearTimeout(this.#idle);
        this.#idle = setTimeout(() => this.#end('nobody asks'), this.#options.idleMs).unref();
      }
    }
  }

  #begin(): Child {
    const [program, ...args] = this.#options.program;
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'] });
    const gone = () => {
      if (child === this.#child) this.#end('the reader of Chinese has ended by itself');
    };
    child.on('error', gone);
    child.once('close', gone);
    child.stdin.on('error', gone);
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (child === this.#child) this.#answered(line);
    });
    return child;
  }

  /** Answers come in the order of the questions. */
  #answered(line: string): void {
    this.#asked.shift()?.resolve(line);
  }

  #end(reason: string): void {
    clearTimeout(this.#idle);
    const child = this.#child;
    this.#child = null;
    child?.kill('SIGKILL');
    for (const { reject } of this.#asked.splice(0)) reject(new VoiceFault('no-voice', reason));
  }

  #remember(text: string, syllables: readonly string[]): void {
    const [oldest] = this.#remembered.keys();
    if (this.#remembered.size >= rememberedMax && oldest !== undefined) this.#remembered.delete(oldest);
    this.#remembered.set(text, syllables);
  }
}

/** A dictionary needs no room to grow, and one core. */
const memoryFlags = ['--max-semi-space-size=1', '--v8-pool-size=1'];

const nonsense = 'the reader of Chinese said nonsense';

/** Null for what is no JSON. */
function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const isAnswer = (answer: unknown, length: number): answer is string[][] =>
  Array.isArray(answer) &&
  answer.length === length &&
  answer.every((one) => Array.isArray(one) && one.every((syllable) => typeof syllable === 'string'));
