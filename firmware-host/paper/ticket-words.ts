/** What stands for each placeholder of a layout on one ticket, in one language. */
import { catalogues } from '../../config/texts/catalogues.ts';
import { formatText, type Language, type TextKey, type TextValues } from '../../config/texts/texts.ts';
import { readTemplate, type Placeholder } from '../../config/ticket-template.ts';
import { localTime } from '../clock.ts';
import { ticketUrl } from '../displays/ticket-view.ts';
import type { Ticket } from '../domain/ticket.ts';
import { serviceName, type Site } from '../site.ts';

export class TicketWords {
  readonly #site: Site;
  readonly #ticket: Ticket;
  readonly #language: Language;

  constructor(site: Site, ticket: Ticket, language: Language) {
    this.#site = site;
    this.#ticket = ticket;
    this.#language = language;
  }

  say(key: TextKey, values: TextValues = {}): string {
    return formatText(catalogues[this.#language], key, values);
  }

  /** A text with everything in its place; null where this ticket has nothing for one of its placeholders. */
  fill(text: string): string | null {
    let filled = '';
    for (const part of readTemplate(text).parts) {
      const words = 'words' in part ? part.words : this.of(part.placeholder);
      if (words === null) return null;
      filled += words;
    }
    return filled;
  }

  /** Null where this ticket has nothing to say. */
  of(placeholder: Placeholder): string | null {
    const { appointmentAt, archiveNumber, copies, dueAt, size, wait } = this.#ticket;
    switch (placeholder) {
      case 'lobby':
        return this.#site.names[this.#language];
      case 'service':
        return serviceName(this.#site, this.#ticket.service)[this.#language];
      case 'number':
        return this.#ticket.number;
      case 'ahead':
        return String(this.#ticket.ahead);
      case 'wait':
        return wait && this.say('ticket.wait', { from: wait.fromMinutes, to: wait.toMinutes });
      case 'class':
        return this.#ticket.class === 'ordinary'
          ? null
          : this.say('ticket.class', { class: this.#ticket.class });
      case 'archive':
        return archiveNumber;
      case 'case':
        // A case is kept under the number of the visit that began it.
        return dueAt === null ? null : archiveNumber;
      case 'due':
        return dueAt === null ? null : this.#moment(dueAt);
      case 'taken':
        return this.#moment(this.#ticket.taken.at);
      case 'appointment':
        return appointmentAt === null ? null : this.#moment(appointmentAt);
      case 'party':
        return size === 1 ? null : this.say('ticket.people', { count: size });
      case 'note':
        return this.say('ticket.note');
      case 'follow':
        return ticketUrl(this.#site, this.#ticket.token) === null ? null : this.say('ticket.follow');
      case 'copy':
        return copies === 0 ? null : this.say('ticket.copy');
    }
  }

  #moment(at: number): string {
    return this.say('ticket.date', { ...localTime(at, this.#site.timeZone) });
  }
}
