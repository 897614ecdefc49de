/** Which screen stands for which stage of an errand, and what it asks. */
import type { TemplateResult } from 'lit';
import type { TextKey } from '../../../config/texts/texts.ts';
import type { KioskView, TicketView } from '../../../firmware-host/messages/views.ts';
import type { Bilingual } from '../../elements/second.ts';
import { codeScreen } from './code.ts';
import { confirmationScreen } from './confirmation.ts';
import type { Errand, Order, Stage } from './errand.ts';
import { homeScreen } from './home.ts';
import { messageScreen } from './message.ts';
import { groupScreen, needsScreen } from './needs.ts';
import type { Paper } from './paper.ts';
import type { Session } from './session.ts';
import { rateScreen } from './rate.ts';
import { slotScreen } from './slot.ts';

export interface ScreenModel extends Bilingual {
  readonly view: KioskView;
  readonly session: Session;
  /** The host is not heard just now: what is asked of it may take longer. */
  readonly isLost: boolean;
  readonly code: string;
  readonly paper: Paper;
  readonly errand: Errand;
  /** What every request for a number says of kiosk and visitor. */
  readonly asking: object;
  readonly type: (code: string) => void;
  readonly change: (part: Partial<Session>) => void;
  readonly home: () => void;
  readonly another: (ticket: TicketView) => void;
}

export function questionOf(
  stage: Stage,
  { elder, photo }: { readonly elder: boolean; readonly photo: boolean },
): TextKey {
  switch (stage.name) {
    case 'home':
      return elder ? 'kiosk.question.elder' : 'kiosk.question';
    case 'taking':
      if ('code' in stage.order.from) return 'kiosk.code.title';
      if ('offer' in stage.order.from) return 'kiosk.later.title';
      return elder ? 'kiosk.question.elder' : 'kiosk.question';
    case 'ticket':
      return photo ? 'kiosk.photo.title' : 'kiosk.ticket.title';
    case 'needs':
      return 'kiosk.needs.title';
    case 'group':
      return 'kiosk.group.title';
    case 'rate':
      return 'kiosk.rate.title';
    case 'code':
      return 'kiosk.code.title';
    case 'offer':
      return 'kiosk.later.title';
    case 'confirm':
      return 'kiosk.confirm.title';
    case 'slot':
      return 'kiosk.slot.title';
    case 'refused':
      return 'kiosk.refused';
    case 'unreachable':
      return 'kiosk.unreachable';
  }
}

export function screenOf(stage: Stage, model: ScreenModel): TemplateResult {
  const { words, second, errand, home } = model;
  switch (stage.name) {
    case 'home':
      return start(model, null, false);
    case 'taking':
      return taking(model, stage.order, stage.retrying);
    case 'needs':
      return needs(model);
    case 'group':
      return groupScreen({
        words,
        second,
        size: Math.max(2, model.session.size),
        change: (size) => model.change({ size }),
        done: () => {
          model.change({ size: Math.max(2, model.session.size) });
          errand.go({ name: 'home' });
        },
        back: () => {
          model.change({ size: 1 });
          errand.go({ name: 'home' });
        },
      });
    case 'rate':
      return rateScreen({ words, second, visit: stage.visit, view: model.view, done: home });
    case 'code':
      return code(model, stage.refused, false);
    case 'offer':
      return offer(model, stage.service, false);
    case 'slot':
      return slotScreen({ words, second, slot: stage.slot, timeZone: model.view.timeZone, done: home });
    case 'ticket':
      return confirmationScreen({
        taken: stage.taken,
        paper: model.paper,
        words,
        second,
        timeZone: model.view.timeZone,
        elder: model.session.elder,
        done: home,
        another: () => model.another(stage.taken.ticket),
      });
    case 'confirm':
    case 'refused':
    case 'unreachable':
      return message(model, stage);
  }
}

const needs = ({ words, second, view, session, change, errand }: ScreenModel): TemplateResult =>
  needsScreen({
    words,
    second,
    session,
    reasons: view.priorityReasons,
    choose: (part) => {
      change({ ...part, page: 0 });
      errand.go({ name: 'home' });
    },
    askSize: () => errand.go({ name: 'group' }),
    back: () => errand.go({ name: 'home' }),
  });

function message(
  { words, second, errand, home }: ScreenModel,
  stage: Extract<Stage, { name: 'confirm' | 'refused' | 'unreachable' }>,
): TemplateResult {
  const back = { says: 'kiosk.back', shape: 'home', act: home } as const;
  if (stage.name === 'refused') {
    const text = (of: typeof words) => of.refusal(stage.code, 'visitor');
    return messageScreen({ words, second, shape: 'desk', text, back, go: null });
  }
  if (stage.name === 'confirm') {
    const again = () => void errand.confirm(stage.order);
    return messageScreen({
      words,
      second,
      shape: 'people',
      text: (of) => of.refusal('kiosk-confirm', 'visitor'),
      back: { says: 'kiosk.no', shape: 'home', act: home },
      go: { says: 'kiosk.confirm.yes', shape: 'tick', act: again },
    });
  }
  const again = () => void errand.place(stage.order);
  return messageScreen({
    words,
    second,
    shape: 'desk',
    text: (of) => of.text('kiosk.unreachable.text'),
    back,
    go: { says: 'kiosk.again', shape: 'repeat', act: again },
  });
}

function taking(model: ScreenModel, { from }: Order, retrying: boolean): TemplateResult {
  if ('letter' in from) return start(model, from.letter, retrying);
  return 'code' in from ? code(model, false, true) : offer(model, from.offer, true);
}

function start(model: ScreenModel, letter: string | null, retrying: boolean): TemplateResult {
  const { words, second, view, session, isLost, errand, asking, change } = model;
  const idle = letter === null;
  return homeScreen({
    words,
    second,
    view,
    session,
    isLost,
    taking: letter,
    retrying,
    choose: (service) => idle && void errand.take(service, asking),
    later: (service) => idle && errand.go({ name: 'offer', service }),
    enterCode: () => errand.go({ name: 'code', refused: false }),
    askNeeds: () => errand.go({ name: 'needs' }),
    rate: (visit) => errand.go({ name: 'rate', visit }),
    change,
  });
}

const code = (model: ScreenModel, refused: boolean, busy: boolean): TemplateResult =>
  codeScreen({
    words: model.words,
    second: model.second,
    code: model.code,
    refused,
    busy,
    type: model.type,
    take: () => void model.errand.redeem(model.code, model.asking),
    back: model.home,
  });

function offer(
  { words, second, view, errand, home }: ScreenModel,
  service: Extract<Stage, { name: 'offer' }>['service'],
  busy: boolean,
): TemplateResult {
  return messageScreen({
    words,
    second,
    shape: 'calendar',
    text: (of) => of.text('kiosk.later.text', { service: of.name(service.name) }),
    back: { says: 'kiosk.no', shape: 'home', act: home },
    go: {
      says: 'kiosk.later.yes',
      shape: 'tick',
      act: () => void errand.bookLater(service, view.kiosk),
      busy,
    },
  });
}
