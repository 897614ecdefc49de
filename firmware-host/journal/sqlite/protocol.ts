/** What main thread and journal worker say to each other. Events cross as text: cheaper than cloned objects, stored as is. */

export interface Row {
  readonly type: string;
  readonly body: string;
}

export type Request =
  | { readonly id: number; readonly kind: 'append'; readonly after: number; readonly rows: readonly Row[] }
  | { readonly id: number; readonly kind: 'read'; readonly from: number; readonly limit: number }
  | { readonly id: number; readonly kind: 'day-openings'; readonly count: number }
  | { readonly id: number; readonly kind: 'last' }
  | { readonly id: number; readonly kind: 'close' };

export type Answer =
  | { readonly kind: 'appended' }
  | { readonly kind: 'conflict'; readonly position: number }
  | { readonly kind: 'unavailable'; readonly reason: string }
  | { readonly kind: 'rows'; readonly bodies: readonly string[] }
  | { readonly kind: 'positions'; readonly positions: readonly number[] }
  | { readonly kind: 'closed' };

/** Requests that came together, and their answers, cross in one message: at a peak a message costs more than an append. */
export type Answers = readonly { readonly id: number; readonly answer: Answer }[];

export type Opening = { readonly ready: true } | { readonly ready: false; readonly reason: string };
