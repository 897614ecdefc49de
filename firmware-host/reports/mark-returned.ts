import { ticketFor, type Page } from './books.ts';
import type { Arrival } from './earlier-visits.ts';

/**
 * A visitor takes a number who was served here not long ago for the same service, whichever way he had come to it: so that visit was
 * not enough. Another service is another matter, for which nobody could have done more the first time. What the card is corrected to
 * later changes nothing. The figure of the earlier day is another one from here on, which `ticketFor` tells the readers of that day.
 */
export function markReturned(page: Page, arrival: Arrival): void {
  const { books, scene, seq } = page;
  books.tickets.flush();
  for (const id of books.earlierVisits.idsBefore(seq, scene.date, arrival)) {
    const row = ticketFor(page, id);
    if (row !== null) row.is_returned = 1;
  }
}
