/** The numbers that are out on paper. A journal may be lost; what people hold in their hands is not. */
import type { PlacedEvent } from '../../../firmware-host/domain/events.ts';
import type { NumberFloor } from '../../../firmware-host/domain/restoration.ts';
import { expectThat } from './moves.ts';

/** The highest of one day. */
interface DayOut {
  readonly numbers: Record<string, number>;
  issued: number;
}

export class Papers {
  /** Of all days: numbers with their date, and archive numbers, which have it in them. */
  readonly #out = new Set<string>();
  readonly #days = new Map<string, DayOut>();
  #date = '';

  /** The latest day that was ever open. */
  get latestDate(): string {
    return [...this.#days.keys()].reduce((latest, date) => (date > latest ? date : latest), '');
  }

  /** Told of each fact when it happens, and never again when a journal is read anew. */
  write({ type, data }: PlacedEvent): void {
    if (type === 'day.opened') this.goOnIn(data.date);
    if (type !== 'ticket.taken' && type !== 'ticket.recovered') return;
    const { number, archiveNumber, service } = data;
    const day = this.#days.get(this.#date);
    if (day === undefined) return;
    this.#give(archiveNumber);
    day.issued = Math.max(day.issued, Number.parseInt(archiveNumber.slice(6), 10));
    // A slip has its number from the printer's shop: whoever enters it again enters the same one.
    if (type === 'ticket.recovered') return;
    const sequence = Number.parseInt(number.slice(1), 10);
    this.#give(`${this.#date} ${number.charAt(0)}${sequence}`);
    day.numbers[service] = Math.max(day.numbers[service] ?? 0, sequence);
  }

  /** That day is open, also once more after a restoration. */
  goOnIn(date: string): void {
    this.#date = date;
    if (!this.#days.has(date)) this.#days.set(date, { numbers: {}, issued: 0 });
  }

  /**
   * First that of the open day.
   * @param ahead numbers that were reserved and not given yet
   */
  floors(ahead: number): readonly NumberFloor[] {
    const of = ([date, { numbers, issued }]: readonly [string, DayOut]): NumberFloor => {
      const reserved = Object.entries(numbers).map(([letter, last]) => [letter, last + ahead] as const);
      return { date, numbers: Object.fromEntries(reserved), issued: issued + ahead };
    };
    const isOpen = ([date]: readonly [string, DayOut]) => date === this.#date;
    const days = [...this.#days];
    return [...days.filter(isOpen), ...days.filter((day) => !isOpen(day))].map(of);
  }

  #give(name: string): void {
    expectThat(!this.#out.has(name), `${name} is out on paper, and was given once more`);
    this.#out.add(name);
  }
}
