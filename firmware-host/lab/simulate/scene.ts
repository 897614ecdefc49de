import type { RandomSource } from '../../../drivers/driver.ts';
import type { Moment } from '../../domain/moment.ts';
import type { Command } from '../../domain/commands.ts';
import type { State } from '../../domain/state.ts';
import type { Handler, Outcome } from '../../handle.ts';
import type { Ids } from '../../ids.ts';
import type { Actor } from '../../journal/journal.ts';
import { Agenda } from './agenda.ts';
import type { People } from './people.ts';
import type { SimulatedClock } from './simulated-clock.ts';

export type Act = () => Promise<unknown>;

/** What everybody in a simulated lobby acts with: the same door as real people, a clock, and chance. */
export class Scene {
  readonly handler: Handler;
  readonly clock: SimulatedClock;
  readonly ids: Ids;
  readonly random: RandomSource;
  readonly people: People;
  readonly agenda = new Agenda<Act>();

  constructor(options: Pick<Scene, 'handler' | 'clock' | 'ids' | 'random' | 'people'>) {
    this.handler = options.handler;
    this.clock = options.clock;
    this.ids = options.ids;
    this.random = options.random;
    this.people = options.people;
  }

  get state(): Readonly<State> {
    return this.handler.committed;
  }

  get now(): Moment {
    return this.clock.now();
  }

  ask(command: Command, actor: Actor): Promise<Outcome> {
    return this.handler.handle({ command, actor });
  }

  later(ms: number, act: Act): void {
    this.at(this.clock.atMs + ms, act);
  }

  /** In whole milliseconds, as the clock has them. */
  at(atMs: number, act: Act): void {
    this.agenda.add(Math.round(atMs), act);
  }
}
