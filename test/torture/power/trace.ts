/** What strace writes down, read back: which calls a process has made, in which order, and with which bytes. */

export interface Call {
  /** Order of the beginning and of the end among all calls; of two threads' calls each may lie within the other. */
  readonly began: number;
  readonly ended: number;
  readonly name: string;
  /** Texts as bytes, everything else as strace writes it. */
  readonly args: readonly (Buffer | string)[];
  /** What it gave back; negative when it failed. */
  readonly result: number;
}

/** So that every byte of a write is there; more than any one of them has. */
const TEXT_MAX = 4 * 1024 * 1024;

/** All calls that change files, or say which file is meant. */
const CALLS =
  'open,openat,creat,close,dup,dup2,dup3,lseek,write,pwrite64,writev,pwritev,pwritev2,fsync,fdatasync,sync_file_range,' +
  'ftruncate,truncate,fallocate,unlink,unlinkat,rename,renameat,renameat2,link,linkat,mkdir,mkdirat,rmdir,' +
  'copy_file_range,sendfile';

/** The words before a command that is to be recorded into `file`. */
export const straceWords = (file: string): string[] => [
  'strace',
  '-f',
  '-qq',
  '-xx',
  '-s',
  String(TEXT_MAX),
  '-e',
  `trace=${CALLS}`,
  '-e',
  'signal=none',
  '-o',
  file,
];

const UNFINISHED = ' <unfinished ...>';
const RESUMED = /^<\.\.\. \w+ resumed>/;
const LINE = /^(\d+)\s+(.*)$/;
const CALL = /^(\w+)\((.*)\)\s+= (-?\d+|\?)/s;

/**
 * Reads a record line by line; failed calls are left out.
 * @throws Error where a line is not understood: what is passed over might be a write
 */
export function parseTrace(text: string): Call[] {
  const calls: Call[] = [];
  const halves = new Map<string, { text: string; began: number }>();
  let order = 0;
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const [, thread = '', rest = ''] = LINE.exec(line) ?? [];
    order += 1;
    // The end of a thread or of the process.
    if (rest.startsWith('+++') || rest.startsWith('---')) continue;
    if (rest.endsWith(UNFINISHED)) {
      halves.set(thread, { text: rest.slice(0, -UNFINISHED.length), began: order });
      continue;
    }
    const resumed = RESUMED.exec(rest);
    const half = resumed === null ? undefined : halves.get(thread);
    halves.delete(thread);
    const whole = resumed === null ? rest : (half?.text ?? '') + rest.slice(resumed[0].length);
    const call = parseCall(whole, half?.began ?? order, order);
    if (call !== null) calls.push(call);
  }
  return calls;
}

function parseCall(text: string, began: number, ended: number): Call | null {
  const [, name, args = '', value = '?'] = CALL.exec(text) ?? [];
  if (name === undefined) throw new Error(`strace wrote what is not understood: ${text.slice(0, 200)}`);
  // A process that ends in the middle of a call leaves a question mark.
  const result = value === '?' ? -1 : Number(value);
  return result < 0 ? null : { began, ended, name, args: parseArgs(args), result };
}

function parseArgs(text: string): (Buffer | string)[] {
  const args: (Buffer | string)[] = [];
  for (let at = 0; at < text.length;) {
    if (text[at] === '"') {
      const end = text.indexOf('"', at + 1);
      if (text.startsWith('...', end + 1)) throw new Error('strace has cut a text short');
      args.push(Buffer.from(text.slice(at + 1, end).replaceAll('\\x', ''), 'hex'));
      at = end + 1;
    } else {
      const end = endOfPlain(text, at);
      args.push(text.slice(at, end).trim());
      at = end;
    }
    // Past the comma and the blank.
    at += text.startsWith(', ', at) ? 2 : 1;
  }
  return args;
}

/** Up to the next comma that is not within brackets. */
function endOfPlain(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '[' || sign === '{') depth += 1;
    else if (sign === ']' || sign === '}') depth -= 1;
    else if (sign === ',' && depth === 0) return at;
  }
  return text.length;
}
