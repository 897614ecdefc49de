const REASON_MAX = 200;

/** A stranger's words as one short line: nothing in it may steer a terminal or turn the text around it. */
export function plainReason(text: string): string {
  const plain = text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .toWellFormed();
  return plain.length > REASON_MAX ? `${plain.slice(0, REASON_MAX - 1).toWellFormed()}…` : plain;
}

/** What went wrong, in a line for the technician. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return plainReason(String(error));
  // A connection that failed on every address of a name has no message of its own.
  if (error instanceof AggregateError && error.message === '') return reasonOf(error.errors[0]);
  return plainReason(error.message === '' ? error.name : error.message);
}
