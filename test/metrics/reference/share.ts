/** What one record adds above and below the line of a metric. */
export interface Share {
  readonly date: string;
  /** Wall time; null where it is of the day as a whole. */
  readonly at: number | null;
  readonly service?: string;
  readonly counter?: string;
  readonly agent?: string;
  readonly class?: string;
  readonly above: number;
  readonly below: number;
}
