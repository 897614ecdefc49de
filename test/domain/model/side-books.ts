/** The books beside the tickets: files of cases, times that are booked, and how often a kiosk was pressed. */
import type { PlacedEvent } from '../../../firmware-host/domain/events.ts';
import type { Lobby } from '../../../firmware-host/domain/lobby.ts';
import type { Moment } from '../../../firmware-host/domain/moment.ts';
import { expectThat } from './moves.ts';

interface File {
  matter: string | null;
  isOpen: boolean;
}

/** By these facts a visitor comes to a service; where it keeps cases, a file is there at the end of the command. */
const arrivals = new Set(['ticket.taken', 'ticket.recovered', 'ticket.returned', 'ticket.transferred']);

export class SideBooks {
  readonly #files = new Map<string, File>();
  readonly #services = new Map<string, string>();
  readonly #booked = new Map<string, number>();
  readonly #pressedMs = new Map<string, number[]>();
  /** Those who came to a service, and those who left, since the last command. */
  readonly #arrived = new Set<string>();
  readonly #left = new Set<string>();
  /** Visits of which nobody knows when they ended. */
  readonly #estimated = new Set<string>();

  write(event: PlacedEvent, lobby: Lobby | null, lobbyMs: number): void {
    this.#ofTickets(event);
    this.#ofFiles(event);
    this.#ofTimes(event, lobby);
    this.#ofKiosks(event, lobby, lobbyMs);
    const { type, data } = event;
    if (type === 'rating.given')
      expectThat(!this.#estimated.has(data.ticket), `${data.ticket} is rated, and may have left long before`);
  }

  /** At the end of a command everything follows on what it told. */
  settle(lobby: Lobby | null): void {
    for (const id of this.#arrived) {
      const rules = lobby?.services.find(({ letter }) => letter === this.#services.get(id));
      expectThat(rules?.kind !== 'case' || this.#files.has(id), `${id} has come to a case, and has no file`);
    }
    for (const id of this.#left) {
      const file = this.#files.get(id);
      expectThat(file === undefined || file.matter !== null || !file.isOpen, `${id} left an empty file`);
    }
    this.#arrived.clear();
    this.#left.clear();
  }

  #ofTickets({ type, data }: PlacedEvent): void {
    if (type === 'ticket.taken' || type === 'ticket.recovered' || type === 'ticket.transferred')
      this.#services.set(data.ticket, data.service);
    if (arrivals.has(type)) this.#arrived.add((data as { ticket: string }).ticket);
    if (type === 'ticket.corrected' && data.service !== data.from) {
      this.#services.set(data.ticket, data.service);
      this.#arrived.add(data.ticket);
    }
    if (type === 'ticket.cancelled' || type === 'ticket.no-show') this.#left.add(data.ticket);
    if (type === 'ticket.finished' && data.estimated) this.#estimated.add(data.ticket);
  }

  #ofFiles({ type, data }: PlacedEvent): void {
    if (type === 'case.opened') {
      expectThat(!this.#files.has(data.file.id), `${data.file.id} has two files`);
      this.#files.set(data.file.id, { matter: data.file.matter, isOpen: true });
    }
    if (type === 'case.recorded') this.#file(data.case).matter = data.matter;
    if (type === 'case.resolved') {
      const file = this.#file(data.case);
      expectThat(
        file.isOpen && file.matter !== null,
        `${data.case} is settled, and nobody knows what it was`,
      );
      file.isOpen = false;
    }
    if (type === 'case.dropped') {
      const file = this.#file(data.case);
      expectThat(file.isOpen && file.matter === null, `${data.case} is dropped with what is written in it`);
    }
    if (type === 'case.dropped' || type === 'case.signed') this.#files.delete(data.case);
  }

  #file(id: string): File {
    const file = this.#files.get(id);
    if (file === undefined) throw new Error(`a fact about the case ${id}, which nobody has opened`);
    return file;
  }

  #ofTimes({ type, data, time }: PlacedEvent, lobby: Lobby | null): void {
    if (type === 'appointment.booked') this.#booked.set(data.appointment.id, data.appointment.at);
    if (type === 'appointment.missed') this.#miss(data.appointment, time, lobby);
    if (type === 'appointment.cancelled') this.#booked.delete(data.appointment);
    if (type === 'ticket.taken' && data.appointment !== null) this.#booked.delete(data.appointment);
    if (type !== 'day.opened') return;
    const kept = new Set(data.carried.appointments.map(({ id }) => id));
    const lost = [...this.#booked.keys()].filter((id) => !kept.has(id));
    expectThat(lost.length === 0, `the night has lost ${lost.join()} without a word`);
  }

  #miss(id: string, time: Moment, lobby: Lobby | null): void {
    const at = this.#booked.get(id);
    if (at === undefined) throw new Error(`${id} is missed, and not booked`);
    const lateMs = lobby?.appointments.lateMs ?? 0;
    expectThat(time.trusted && time.at > at + lateMs, `${id} is missed before its time is over`);
    this.#booked.delete(id);
  }

  #ofKiosks({ type, data }: PlacedEvent, lobby: Lobby | null, lobbyMs: number): void {
    if (type === 'day.opened') this.#pressedMs.clear();
    const isPress =
      (type === 'ticket.taken' && data.by === 'kiosk') ||
      (type === 'appointment.booked' && data.kiosk !== null);
    if (!isPress || data.kiosk === null) return;
    const pressed = this.#pressedMs.get(data.kiosk) ?? [];
    const limit = lobby?.kioskLimit ?? null;
    if (limit !== null) {
      const recent = pressed.filter((atMs) => lobbyMs - atMs < limit.withinMs).length;
      expectThat(recent < limit.pauseAfter, `${data.kiosk} gave more than its limit`);
    }
    this.#pressedMs.set(data.kiosk, [...pressed, lobbyMs]);
  }
}
