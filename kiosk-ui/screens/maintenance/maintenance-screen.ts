/** The technician's page: how the box is, what is to be seen to, and the memory of the house with its backups. */
import { LitElement, html, nothing, unsafeCSS, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { MaintenanceView } from '../../../firmware-host/messages/maintenance.ts';
import type { BackupView, StorageView } from '../../../firmware-host/messages/storage.ts';
import type { DeviceReport, TestPrint, TestSound } from '../../../firmware-host/messages/devices.ts';
import { Refused, Unreachable, press, send, sendOnce } from '../../host/api.ts';
import { Live } from '../../host/live.ts';
import { redrawEverySecond } from '../../host/ticker.ts';
import { Tongue } from '../../host/tongue.ts';
import { browserLanguage, type Words } from '../../host/words.ts';
import { mark } from '../../theme/icons.ts';
import { staff } from '../../theme/staff.ts';
import { devices } from './devices.ts';
import devicesSheet from './devices.css?inline';
import { count, moment, size } from './figures.ts';
import { head, sum } from './head.ts';
import maintenanceSheet from './maintenance.css?inline';
import { mattersOf } from './matters.ts';
import {
  tabs,
  type Asked,
  type BoxDeed,
  type Deed,
  type MaintenanceModel,
  type Note,
  type Tab,
  type Tend,
} from './model.ts';
import { newRollDialog } from './new-roll.ts';
import { restoreDialog } from './restore.ts';
import { ScreenMeasure } from './screen-measure.ts';
import restoreSheet from './restore.css?inline';
import { storage } from './storage.ts';
import { TicketFace } from './ticket-face.ts';
import storageSheet from './storage.css?inline';
import todoSheet from './todo.css?inline';
import { todo } from './todo.ts';

/** A backup on a slow card, or a check of a long day. */
const patienceMs = 120_000;

const tabOf = (hash: string): Tab => tabs.find((tab) => `#${tab}` === hash) ?? 'devices';

customElements.define('foyer-ticket-face', TicketFace);
customElements.define('foyer-screen-measure', ScreenMeasure);

@customElement('foyer-maintenance')
export class MaintenanceScreen extends LitElement {
  static override styles = [
    ...staff,
    ...[maintenanceSheet, todoSheet, devicesSheet, storageSheet, restoreSheet].map(unsafeCSS),
  ];

  @state() private tab = tabOf(location.hash);
  @state() private busy: ReadonlySet<Deed> = new Set();
  @state() private note: Note | null = null;
  @state() private asked: Asked | null = null;
  @state() private sounds: ReadonlyMap<string, TestSound> = new Map();
  @state() private tests: ReadonlyMap<string, TestPrint> = new Map();
  @state() private rolling: DeviceReport | null = null;

  private wasConnected = false;
  private readonly live = new Live<MaintenanceView>(this, 'maintenance');
  private readonly tongue = new Tongue(this, browserLanguage(), { kept: true });

  constructor() {
    super();
    redrawEverySecond(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('hashchange', this.turned);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.turned);
  }

  protected override willUpdate(): void {
    const { connected } = this.live;
    const isBack = connected && !this.wasConnected;
    this.wasConnected = connected;
    this.settleRestore(isBack);
  }

  protected override render(): TemplateResult {
    const { words } = this.tongue;
    if (words === null) return html``;
    document.title = words.text('maintenance.title');
    const { view } = this.live;
    if (view === null) {
      const { refusal } = this.live;
      return html`<p class="starting" role="status">
        ${mark()}${refusal === null ? words.text('site.starting') : words.refusal(refusal, 'staff')}
      </p>`;
    }
    const model = this.model(view, words);
    const matters = mattersOf(view, words);
    const language = this.tongue.button('btn slim language');
    const bar = head(model, { tab: this.tab, connected: this.live.connected, language });
    // On a kiosk's own screen, and by a finger: it has the whole of it.
    if (this.tab === 'screen')
      return html`${bar}
        <main class="whole">${measure(model)}</main>`;
    return html`
      ${bar} ${sum(model, matters)}
      <main>${this.page(model)}</main>
      ${todo(model, matters)} ${restoreDialog(model)} ${newRollDialog(model)}
    `;
  }

  /** What is tried on the ticket outlasts a look at the other tabs. */
  private page(model: MaintenanceModel): TemplateResult {
    return html`${
        this.tab === 'devices' ? devices(model) : this.tab === 'storage' ? storage(model) : nothing
      }<foyer-ticket-face
        ?hidden=${this.tab !== 'ticket'}
        .shown=${this.tab === 'ticket'}
        .words=${model.words}
        .printers=${model.view.devices.filter(({ kind }) => kind === 'printer').map(({ id }) => id)}
      ></foyer-ticket-face>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const names = changed as Map<PropertyKey, unknown>;
    if (names.has('asked')) this.ask('dialog.restore', this.asked !== null, 'input');
    if (names.has('rolling')) this.ask('dialog.new-roll', this.rolling !== null, '.main');
  }

  /** A question that has just come up is what the keyboard is for. */
  private ask(selector: string, isOpen: boolean, first: string): void {
    const dialog = this.renderRoot.querySelector<HTMLDialogElement>(selector);
    if (!isOpen) dialog?.close();
    else if (dialog?.open === false) {
      dialog.showModal();
      dialog.querySelector<HTMLElement>(first)?.focus();
    }
  }

  private model(view: MaintenanceView, words: Words): MaintenanceModel {
    return {
      view,
      words,
      nowMs: this.live.nowMs(),
      busy: this.busy,
      note: this.note,
      asked: this.asked,
      tests: this.tests,
      sounds: this.sounds,
      rolling: this.rolling,
      tend: (what, printer) => void this.doing(`${what}:${printer.id}`, () => this.tending[what](printer)),
      askRoll: (printer) => (this.rolling = printer),
      act: (deed) => void this.doing(deed, this.deeds[deed]),
      ask: (backup) =>
        (this.asked = { backup, epoch: view.storage.epoch, isSent: false, refusal: null, typed: '' }),
      type: (typed) => (this.asked = this.asked && { ...this.asked, typed }),
      restore: () => void this.doing('restore', () => this.restore()),
      close: () => (this.asked = null),
    };
  }

  private readonly turned = (): void => {
    this.tab = tabOf(location.hash);
  };

  private readonly deeds: Readonly<Record<BoxDeed, () => Promise<Note | null>>> = {
    backup: async () => {
      const { backup } = await sendOnce<StorageView>(press('storage/backup'), patienceMs);
      return backedUp(backup.files[0], this.live.view, this.live.nowMs());
    },
    check: async () => {
      const { position } = await sendOnce<StorageView>(press('storage/check'), patienceMs);
      return {
        kind: 'done',
        text: (words) => words.text('maintenance.checked', { position: count(position, words) }),
      };
    },
    acknowledge: async () => {
      await send<object>(press('lobby/acknowledge-restored'), () => undefined);
      return null;
    },
    resume: async () => {
      await send<object>(press('centre/resume'), () => undefined);
      return null;
    },
  };

  private readonly tending: Readonly<Record<Tend, (printer: DeviceReport) => Promise<Note | null>>> = {
    test: async ({ id }) => {
      this.tests = new Map([...this.tests].filter(([other]) => other !== id));
      const test = await sendOnce<TestPrint>(
        press(`devices/${encodeURIComponent(id)}/test-print`),
        patienceMs,
      );
      this.tests = new Map([...this.tests, [id, test]]);
      return null;
    },
    sound: async ({ id }) => {
      this.sounds = new Map([...this.sounds].filter(([other]) => other !== id));
      const path = `devices/${encodeURIComponent(id)}/test-sound`;
      const sound = await sendOnce<TestSound>(press(path), patienceMs);
      this.sounds = new Map([...this.sounds, [id, sound]]);
      return null;
    },
    retry: async ({ id }) => {
      await send<DeviceReport>(press(`devices/${encodeURIComponent(id)}/retry`), () => undefined);
      return { kind: 'done', text: (words) => words.text('maintenance.retried', { name: id }) };
    },
    roll: async ({ id }) => {
      this.rolling = null;
      const { paper } = await send<DeviceReport>(
        press(`devices/${encodeURIComponent(id)}/new-roll`),
        () => undefined,
      );
      if (paper === null) return null;
      const { whole } = paper;
      return { kind: 'done', text: (words) => words.text('maintenance.roll.done', { name: id, whole }) };
    },
  };

  /** A second press on what is on its way already is not taken. */
  private async doing(deed: Deed, go: () => Promise<Note | null>): Promise<void> {
    if (this.busy.has(deed)) return;
    this.busy = new Set([...this.busy, deed]);
    this.note = null;
    try {
      this.note = await go();
    } catch (fault) {
      if (fault instanceof Refused) this.refused(deed, fault.code);
      else if (fault instanceof Unreachable) this.silent(deed);
      else throw fault;
    } finally {
      this.busy = new Set([...this.busy].filter((other) => other !== deed));
    }
  }

  private refused(deed: Deed, code: string): void {
    if (deed === 'restore') this.asked = this.asked && { ...this.asked, refusal: code };
    else this.note = { kind: 'fault', text: (words) => words.refusal(code, 'staff') };
  }

  /** The host may have heard a restoration all the same; whether it has, is seen when it is back. */
  private silent(deed: Deed): void {
    if (deed === 'restore') this.asked = this.asked && { ...this.asked, isSent: true };
    else this.note = { kind: 'fault', text: (words) => words.text('console.unreachable') };
  }

  /** A later epoch is the answer; the same one, heard again after a silence, says that the host never heard. */
  private settleRestore(isBack: boolean): void {
    const { asked } = this;
    const { view } = this.live;
    if (asked === null || !asked.isSent || view === null) return;
    const { epoch } = view.storage;
    if (epoch <= asked.epoch && !isBack) return;
    this.asked = null;
    this.note =
      epoch > asked.epoch
        ? { kind: 'done', text: (words) => words.text('maintenance.restarted', { epoch }) }
        : { kind: 'fault', text: (words) => words.text('console.unreachable') };
  }

  /** Asked once: a repeat that comes after the restart would take away what has happened since. */
  private async restore(): Promise<null> {
    const { asked } = this;
    if (asked === null) return null;
    const { place, name } = asked.backup;
    const path = `storage/backups/${place}/${encodeURIComponent(name)}/restore`;
    await sendOnce<object>(press(path, { confirm: name }), patienceMs);
    this.asked = { ...asked, isSent: true, refusal: null };
    return null;
  }
}

const measure = ({ words, nowMs, view }: MaintenanceModel): TemplateResult =>
  html`<foyer-screen-measure
    .words=${words}
    .nowMs=${nowMs}
    .timeZone=${view.timeZone}
  ></foyer-screen-measure>`;

function backedUp(file: BackupView | undefined, view: MaintenanceView | null, nowMs: number): Note | null {
  if (file === undefined || view === null) return null;
  return {
    kind: 'done',
    text: (words) =>
      words.text('maintenance.backed-up', {
        time: moment(file.at, { view, words, nowMs }),
        position: count(file.position, words),
        size: size(file.bytes, words),
      }),
  };
}
