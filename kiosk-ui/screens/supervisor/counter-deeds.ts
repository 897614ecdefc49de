/** What a supervisor does to a counter, and for whoever calls for help. */
import type { LobbyView } from '../../../firmware-host/messages/lobby.ts';
import { press } from '../../host/api.ts';
import type { Words } from '../../host/words.ts';
import type { Asker } from './model.ts';
import { agentField, reasonField, said } from './said.ts';

const pathOf = (id: string, deed: string): string => `counters/${encodeURIComponent(id)}/${deed}`;

export const forceOut =
  (id: string): Asker =>
  (told) => {
    const counter = told.view.counters.find((one) => one.counter.id === id);
    if (counter === undefined || counter.agent === null) return null;
    const subject = `${told.words.name(counter.counter.name)} ${counter.agent.name}`;
    return {
      ...said(told, 'force-out', subject, { number: counter.number ?? '—', held: counter.held }),
      icon: 'exit',
      level: 'bad',
      fields: [],
      press: () => press(pathOf(id, 'force-sign-out')),
    };
  };

export const shut =
  (id: string): Asker =>
  (told) => {
    const counter = told.view.counters.find((one) => one.counter.id === id);
    if (counter === undefined || counter.shut !== null) return null;
    return {
      ...said(told, 'shut', told.words.name(counter.counter.name)),
      icon: 'closed',
      level: 'bad',
      fields: [reasonField(told)],
      press: ({ reason = '' }) => press(pathOf(id, 'shut'), { reason: reason.trim() }),
    };
  };

export const reopen =
  (id: string): Asker =>
  (told) => {
    const counter = told.view.counters.find((one) => one.counter.id === id);
    if (counter === undefined || counter.shut === null) return null;
    return {
      ...said(told, 'reopen', told.words.name(counter.counter.name)),
      icon: 'door',
      level: 'go',
      fields: [],
      press: () => press(pathOf(id, 'reopen')),
    };
  };

export type Help = LobbyView['assists'][number];

/** Where it is called from; null where neither is known. */
const placeOf = ({ counter, kiosk }: Help): string | null => {
  if (counter !== null) return `counters/${encodeURIComponent(counter.id)}`;
  return kiosk === null ? null : `kiosks/${encodeURIComponent(kiosk)}`;
};

export const helpName = ({ counter, kiosk }: Help, words: Words): string =>
  counter === null ? words.text('console.papers.kiosk', { kiosk: kiosk ?? '' }) : words.name(counter.name);

const helpNow = (help: Help, view: LobbyView): Help | undefined =>
  view.assists.find(
    (one) => placeOf(one) === placeOf(help) && one.why === help.why && one.number === help.number,
  );

export const takeHelp =
  (help: Help): Asker =>
  (told) => {
    const now = helpNow(help, told.view);
    if (now === undefined || now.owner !== null) return null;
    return {
      ...said(told, 'help-take', helpName(now, told.words)),
      icon: 'person',
      level: 'go',
      fields: [agentField(told, 'owner', told.words.text('supervisor.who-goes'))],
      press: ({ owner = '' }) => press(`${placeOf(now) ?? ''}/assist/take`, { owner }),
    };
  };

export const settleHelp =
  (help: Help): Asker =>
  (told) => {
    const now = helpNow(help, told.view);
    if (now === undefined) return null;
    return {
      ...said(told, 'help-settle', helpName(now, told.words)),
      icon: 'tick',
      level: 'go',
      fields: [],
      press: () => press(`${placeOf(now) ?? ''}/assist/settle`),
    };
  };
