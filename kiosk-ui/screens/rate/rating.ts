/** One visitor's rating at a counter: from the question to the thanks, pressed on this screen or on the counter's pad. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { RatingReason } from '../../../firmware-host/messages/common.ts';
import type { RateView, VisitToRate } from '../../../firmware-host/messages/pad.ts';
import type { RatingView } from '../../../firmware-host/messages/views.ts';
import { Refused, Unreachable, press, send, type Press } from '../../host/api.ts';
import { inGroups, isWhole, withKey } from './phone.ts';
import { freshReason, type Note, type Of, type Stage } from './stages.ts';

/** What was pressed longer ago is over: nobody is thanked for it who has not been. */
const freshMs = 6000;
const thanksMs = 3000;
const undoSeconds = 3;
/** Who reads the question and walks away leaves it behind for so long. */
const reasonMs = 20_000;
const callMs = 30_000;

/** What tells one visit from another: who comes back has the same number, and is asked again. */
const markOf = (visit: VisitToRate | null): string | null => visit && `${visit.id} ${visit.until}`;

export class Rating implements ReactiveController {
  stage: Stage = { name: 'idle' };
  /** The visit that all this is about; null when there is none. */
  visit: VisitToRate | null = null;

  readonly #host: ReactiveControllerHost;
  readonly #path: string;
  readonly #onThanks: () => void;
  #reasons: RateView['reasons'] = [];
  /** Nothing has been heard yet: what is rated by then is old. */
  #isFirst = true;
  #isThanked = false;
  #isSkipped = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #end: ReturnType<typeof setTimeout> | undefined;
  /** The last press while nobody knows whether it arrived: the same once more keeps its key. */
  #unsent: Press | null = null;

  /** @param onThanks called once for each rating, when it is known to count */
  constructor(host: ReactiveControllerHost, path: string, onThanks: () => void) {
    this.#host = host;
    this.#path = path;
    this.#onThanks = onThanks;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('pointerdown', this.#touched, { capture: true });
    window.addEventListener('keydown', this.#touched, { capture: true });
  }

  hostDisconnected(): void {
    window.removeEventListener('pointerdown', this.#touched, { capture: true });
    window.removeEventListener('keydown', this.#touched, { capture: true });
    clearTimeout(this.#timer);
    clearTimeout(this.#end);
  }

  follow({ visit, reasons, now }: RateView): void {
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    this.#reasons = reasons;
    if (markOf(visit) !== markOf(this.visit)) this.#forget(visit !== null);
    this.visit = visit;
    clearTimeout(this.#end);
    if (visit === null) return;
    this.#end = setTimeout(() => this.#over(), Date.parse(visit.until) - Date.parse(now));
    if (visit.state === 'asked') {
      if (this.stage.name === 'idle' && !this.#isSkipped && !this.#isThanked) this.#ask();
      return;
    }
    if (this.#isThanked) return this.#rated(visit);
    const agoMs = visit.ratedAt === null ? Infinity : Date.parse(now) - Date.parse(visit.ratedAt);
    if (!isFirst && agoMs <= freshMs) this.#thank(visit.score ?? 0, visit.isLow && visit.reason === null);
    else {
      this.#isThanked = true;
      this.#go({ name: 'idle' });
    }
  }

  readonly rate = async (score: number): Promise<void> => {
    if (this.stage.name !== 'asked' || this.stage.score !== null) return;
    this.#go({ name: 'asked', score, note: null });
    const answer = await this.#tell<RatingView>('', { score });
    if (answer === null || this.#isThanked) return;
    if (answer.counted) this.#thank(score, answer.reasons.length > 0);
    // The pad was quicker, or another finger: there is a rating, and whoever gave it is thanked.
    else if (answer.flag === 'repeated' || answer.flag === 'row') this.#thank(score, false);
    else this.#close();
  };

  readonly skip = (): void => {
    const { stage } = this;
    if (stage.name === 'asked' && stage.score === null) this.#leave();
    else if (stage.name === 'reason' && !stage.busy) this.#say('rating');
    else if (stage.name === 'call') this.back();
  };

  /** A touch chooses a reason, another one takes it back; it goes off by itself when there was time to think better of it. */
  readonly choose = (reason: RatingReason): void => {
    const { stage } = this;
    if (stage.name !== 'reason' || stage.busy) return;
    if (stage.chosen === reason && stage.seconds !== null) return this.undo();
    this.#count({ ...stage, chosen: reason, seconds: undoSeconds, note: null });
  };

  readonly undo = (): void => {
    if (this.stage.name === 'reason')
      this.#reason({ ...this.stage, chosen: null, seconds: null, note: null });
  };

  readonly sendReason = async (): Promise<void> => {
    if (await this.#giveReason()) this.#say('reason');
  };

  /** The reason, if there is one, goes off first: what follows may be left undone. */
  readonly askCall = async (): Promise<void> => {
    const { stage } = this;
    if (stage.name !== 'reason' || stage.busy) return;
    const told = stage.chosen !== null;
    if (told && !(await this.#giveReason())) return;
    this.#call({ name: 'call', score: stage.score, number: '', told, busy: false, note: null });
  };

  readonly type = (key: string): void => {
    const { stage } = this;
    if (stage.name !== 'call' || stage.busy) return;
    this.#call({ ...stage, number: withKey(stage.number, key), note: null });
  };

  readonly erase = (all = false): void => {
    const { stage } = this;
    if (stage.name !== 'call' || stage.busy) return;
    this.#call({ ...stage, number: all ? '' : stage.number.slice(0, -1), note: null });
  };

  readonly back = (): void => {
    const { stage } = this;
    if (stage.name !== 'call' || stage.busy) return;
    if (stage.told) this.#say('reason');
    else this.#reason(freshReason(stage.score));
  };

  readonly sendCall = async (): Promise<void> => {
    const { stage } = this;
    if (stage.name !== 'call' || stage.busy || !isWhole(stage.number)) return;
    this.#go({ ...stage, busy: true, note: null });
    const answer = await this.#tell<object>('/call-back', { contact: inGroups(stage.number) });
    if (answer !== null) this.#say('call');
  };

  /** @returns whether the host has it */
  async #giveReason(): Promise<boolean> {
    const { stage } = this;
    if (stage.name !== 'reason' || stage.busy || stage.chosen === null) return false;
    this.#go({ ...stage, seconds: null, busy: true, note: null });
    return (await this.#tell<object>('/reason', { reason: stage.chosen })) !== null;
  }

  /** @returns null where there is nothing more to do: it failed, and that has been said; or the next visitor is here */
  async #tell<View>(what: string, said: object): Promise<View | null> {
    const mark = markOf(this.visit);
    if (this.visit === null) return null;
    const body = { ...said, visit: this.visit.id };
    const path = `counters/${this.#path}/ratings${what}`;
    const last = this.#unsent;
    const isSame = last !== null && last.path === path && JSON.stringify(last.body) === JSON.stringify(body);
    const one = isSame ? last : press(path, body);
    this.#unsent = one;
    const isGone = () => this.#unsent !== one || markOf(this.visit) !== mark;
    try {
      const repeating = () => {
        if (!isGone()) this.#note('rate.again', true);
      };
      const answer = await send<View>(one, repeating, isGone);
      if (isGone()) return null;
      this.#unsent = null;
      return answer;
    } catch (fault) {
      if (!(fault instanceof Refused || fault instanceof Unreachable)) throw fault;
      if (!isGone()) this.#failed(fault);
      return null;
    }
  }

  #failed(fault: Refused | Unreachable): void {
    if (fault instanceof Unreachable) return this.#note('rate.unsent', false);
    this.#unsent = null;
    if (fault.code === 'reason-given') this.#say('reason');
    else if (fault.code === 'call-back-asked') this.#say('call');
    else if (fault.code === 'rating-none') this.#close();
    else this.#note({ code: fault.code }, false);
  }

  #note(note: Note, busy: boolean): void {
    const { stage } = this;
    if (stage.name === 'asked') this.#go({ ...stage, note, score: busy ? stage.score : null });
    else if (stage.name === 'reason') this.#reason({ ...stage, note, busy });
    else if (stage.name === 'call') this.#call({ ...stage, note, busy });
  }

  #ask(): void {
    this.#go({ name: 'asked', score: null, note: null });
  }

  #thank(score: number, isLow: boolean): void {
    this.#isThanked = true;
    this.#unsent = null;
    if (isLow && this.#reasons.length > 0) this.#reason(freshReason(score));
    else this.#say('rating');
    this.#onThanks();
  }

  /** What has changed about a visit that has been thanked: a row of buttons takes its rating back, another screen gives its reason. */
  #rated({ score, reason }: VisitToRate): void {
    const { stage } = this;
    if (stage.name !== 'reason' || stage.busy) return;
    if (score === null) this.#go({ name: 'idle' });
    else if (reason !== null) this.#say('reason');
  }

  #say(what: Of<'thanks'>['what']): void {
    this.#go({ name: 'thanks', what });
    this.#later(thanksMs, () => this.#leave());
  }

  #close(): void {
    this.#isThanked = true;
    this.#go({ name: 'closed' });
    this.#later(2 * thanksMs, () => this.#leave());
  }

  #reason(stage: Of<'reason'>): void {
    this.#go(stage);
    if (!stage.busy) this.#later(reasonMs, () => this.#leave());
  }

  #call(stage: Of<'call'>): void {
    this.#go(stage);
    if (!stage.busy) this.#later(callMs, () => this.#leave());
  }

  #count(stage: Of<'reason'>): void {
    if (stage.seconds === 0) return void this.sendReason();
    this.#go(stage);
    this.#later(1000, () => this.#count({ ...stage, seconds: (stage.seconds ?? 1) - 1 }));
  }

  #leave(): void {
    this.#isSkipped = true;
    this.#unsent = null;
    this.#go({ name: 'idle' });
  }

  /** Its time is over; a thank-you that stands goes by itself. */
  #over(): void {
    const { name } = this.stage;
    if (name !== 'thanks' && name !== 'closed') this.#leave();
  }

  /** @param hasNext whether the next one is asked at once; else a thank-you, which says nothing of anybody, may stand its time */
  #forget(hasNext: boolean): void {
    this.#isThanked = false;
    this.#isSkipped = false;
    this.#unsent = null;
    const { name } = this.stage;
    if (hasNext || (name !== 'thanks' && name !== 'closed')) this.#go({ name: 'idle' });
  }

  #go(stage: Stage): void {
    clearTimeout(this.#timer);
    this.stage = stage;
    this.#host.requestUpdate();
  }

  #later(afterMs: number, act: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(act, afterMs);
  }

  readonly #touched = (): void => {
    const { stage } = this;
    if (stage.name === 'call') this.#call(stage);
    else if (stage.name === 'reason' && stage.seconds === null) this.#reason(stage);
  };
}
