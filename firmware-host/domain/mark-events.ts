export interface MarkEvents {
  /** Whether the matter is settled, or the visitor has to come again. The latest of each `by` holds; `agent`: who has marked it. */
  'ticket.marked': {
    readonly ticket: string;
    readonly by: 'agent' | 'visitor';
    readonly agent: string | null;
    readonly settled: boolean;
  };
}
