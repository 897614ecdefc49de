/** What is wrong with a lobby file, said so that an installer can mend it without asking. */

export interface Fault {
  readonly file: string;
  /** 1-based; null where the fault is of the file as a whole. */
  readonly line: number | null;
  readonly column: number | null;
  /** Like `services[2].letter`; empty where the fault has no key of its own. */
  readonly path: string;
  /** Plain English, with the remedy. */
  readonly message: string;
}

/** The way to a value in the file: keys and list positions. */
export type Path = readonly (string | number)[];

/** `['services', 2, 'letter']` as people write it: `services[2].letter`. */
export function formatPath(path: Path): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join('');
}

/** `text` as one readable line: somebody's file must not steer the terminal that shows its faults. */
export function quote(text: string): string {
  const short = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return JSON.stringify(short).replaceAll(
    /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The faults for a terminal, one a line, clickable as `file:line:column`, and a line that counts them. */
export function formatFaults(faults: readonly Fault[]): string {
  const lines = faults.map(({ file, line, column, path, message }) => {
    const place = [file, line, column].filter((part) => part !== null).join(':');
    return path === '' ? `${place}: ${message}` : `${place}: ${path}: ${message}`;
  });
  const count = faults.length === 1 ? '1 fault' : `${faults.length} faults`;
  return [...lines, `${count}; nothing was started or changed.`].join('\n');
}
