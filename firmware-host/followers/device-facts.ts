import { isSameCondition, type DeviceCondition } from '../domain/device.ts';
import type { Handler } from '../handle.ts';
import type { Actor } from '../journal/journal.ts';
import type { DeviceView } from '../messages/devices.ts';

const actor: Actor = { kind: 'host', id: 'device-facts' };

/** A plug that is wriggled in, a lid that was bumped: nobody has to know what is over before it could be read. */
const LASTING_MS = 2000;
/** A device that flaps tells of itself this often at most; what it was in between is of no use to anybody. */
const SPACING_MS = 30_000;
/** What a device may take to be found and set up before it counts as missing. */
const SETTING_UP_MS = 5000;
/** For how long a journal that takes nothing is left alone. */
const RETRY_MS = 1000;

export interface DeviceFactsOptions {
  readonly handler: Pick<Handler, 'handle'>;
  readonly devices: {
    views(): readonly DeviceView[];
    onState(listener: (view: DeviceView) => void): void;
  };
  /** Told of a fact that the rules have refused: a bug. */
  readonly say: (line: string) => void;
}

/**
 * Tells the journal how the devices do: what has lasted, and seldom. Each look is at the device as it is then, so that what
 * the journal could not take, or was kept back, is never told after it is over.
 */
export class DeviceFacts {
  readonly #options: DeviceFactsOptions;
  readonly #watches = new Map<string, DeviceWatch>();
  readonly #settingUp: NodeJS.Timeout;
  #isSettingUp = true;
  #isOver = false;

  constructor(options: DeviceFactsOptions) {
    this.#options = options;
    options.devices.onState((view) => this.#see(view));
    for (const view of options.devices.views()) this.#see(view);
    this.#settingUp = setTimeout(() => {
      this.#isSettingUp = false;
      for (const watch of this.#watches.values()) watch.look();
    }, SETTING_UP_MS);
  }

  /** Tells nothing from now on; resolves when what is on its way is told. */
  async stop(): Promise<void> {
    this.#isOver = true;
    clearTimeout(this.#settingUp);
    await Promise.all([...this.#watches.values()].map((watch) => watch.stop()));
  }

  #see(view: DeviceView): void {
    if (this.#isOver) return;
    let watch = this.#watches.get(view.id);
    if (watch === undefined) {
      watch = new DeviceWatch(
        (condition) => this.#tell(condition),
        // Every device begins as one that has not been found yet.
        (condition) => this.#isSettingUp && condition.state === 'lost',
      );
      this.#watches.set(view.id, watch);
    }
    const { id: device, kind, state, problem, paperLow } = view;
    watch.see({ device, kind, state, problem, paperLow });
  }

  async #tell(condition: DeviceCondition): Promise<Answer> {
    const { handler, say } = this.#options;
    const outcome = await handler.handle({ command: { type: 'device-change', ...condition }, actor });
    if (outcome.kind === 'done') return outcome.events.length > 0 ? 'told' : 'known';
    if (outcome.code === 'journal-unavailable') return 'unavailable';
    if (outcome.code !== 'stopping') say(`device ${condition.device} was not written down: ${outcome.code}`);
    return 'known';
  }
}

/** The journal knows it now, and that was news or not; or it takes nothing at present. */
type Answer = 'told' | 'known' | 'unavailable';

type Tell = (condition: DeviceCondition) => Promise<Answer>;

/** One device. */
class DeviceWatch {
  readonly #tell: Tell;
  readonly #isEarly: (condition: DeviceCondition) => boolean;
  #seen: DeviceCondition | null = null;
  /** What the journal has. */
  #known: DeviceCondition | null = null;
  /** Until what is seen has lasted. */
  #lasting: NodeJS.Timeout | undefined;
  /** Until it may be told again. */
  #resting: NodeJS.Timeout | undefined;
  #hasLasted = false;
  #isResting = false;
  #telling: Promise<void> | null = null;
  #isOver = false;

  constructor(tell: Tell, isEarly: (condition: DeviceCondition) => boolean) {
    this.#tell = tell;
    this.#isEarly = isEarly;
  }

  see(condition: DeviceCondition): void {
    if (this.#seen !== null && isSameCondition(this.#seen, condition)) return;
    this.#seen = condition;
    this.#hasLasted = false;
    clearTimeout(this.#lasting);
    this.#lasting = setTimeout(() => {
      this.#hasLasted = true;
      this.look();
    }, LASTING_MS);
  }

  /** Tells what there is to tell, if it may be told now. */
  look(): void {
    const condition = this.#seen;
    if (condition === null || !this.#hasLasted || this.#isResting || this.#isOver) return;
    if (this.#telling !== null || this.#isEarly(condition)) return;
    if (this.#known !== null && isSameCondition(this.#known, condition)) return;
    this.#telling = this.#tellNow(condition).finally(() => (this.#telling = null));
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    clearTimeout(this.#lasting);
    clearTimeout(this.#resting);
    await this.#telling;
  }

  async #tellNow(condition: DeviceCondition): Promise<void> {
    const answer = await this.#tell(condition);
    if (answer !== 'unavailable') this.#known = condition;
    if (this.#isOver) return;
    this.#isResting = true;
    const restMs = { told: SPACING_MS, known: 0, unavailable: RETRY_MS }[answer];
    // What has come meanwhile, and has lasted, is looked at then.
    this.#resting = setTimeout(() => {
      this.#isResting = false;
      this.look();
    }, restMs);
  }
}
