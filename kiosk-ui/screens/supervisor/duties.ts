/** What wants somebody now, the gravest first. At most three are shown: who has ten things to do does none. */
import type { LobbyCounter, LobbyService, UnwellDevice } from '../../../firmware-host/messages/lobby.ts';
import type { TextKey } from '../../../config/texts/texts.ts';
import type { IconName } from '../../theme/icons.ts';
import { caseStep } from './case-deeds.ts';
import { freeAgents } from './coming.ts';
import { helpName, reopen, settleHelp, takeHelp, type Help } from './counter-deeds.ts';
import { acknowledge, openDay, resume } from './lobby-deeds.ts';
import type { Asker, Told } from './model.ts';
import { postNotice } from './notice-deeds.ts';
import { listed, subjectOf } from './said.ts';
import { waitedMinutes } from './tiles.ts';

export const DUTIES_SHOWN = 3;

export type Way =
  { readonly text: string; readonly asker: Asker } | { readonly text: string; readonly href: string };

export interface Duty {
  readonly level: 'bad' | 'warn';
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
  /** What to press, the usual first. */
  readonly ways: readonly Way[];
}

/** All of them, in the order of what they mean for visitors. */
export function dutiesOf(told: Told, figures: readonly Duty[]): readonly Duty[] {
  const all = [
    ...evacuated(told),
    ...told.view.assists.map((help) => helping(help, told)),
    ...restored(told),
    ...day(told),
    ...told.view.unwell.filter(stopsPaper).map((device) => broken(device, told)),
    ...waits(told),
    ...figures,
    ...full(told),
    ...papers(told),
    ...cases(told),
    ...told.view.unwell.filter((device) => !stopsPaper(device)).map((device) => broken(device, told)),
  ];
  return all.toSorted((one, other) => Number(one.level === 'warn') - Number(other.level === 'warn'));
}

const doing = ({ words }: Told, deed: Parameters<typeof deedText>[0], asker: Asker): Way => ({
  text: words.text(deedText(deed)),
  asker,
});

const deedText = (
  deed: 'resume' | 'acknowledge' | 'open-day' | 'help-take' | 'help-settle' | 'reopen' | 'notice',
): TextKey => `supervisor.do.${deed}`;

const evacuated = (told: Told): readonly Duty[] =>
  told.view.evacuation === null
    ? []
    : [
        {
          level: 'bad',
          icon: 'exit',
          title: told.words.text('supervisor.duty.evacuation'),
          text: told.words.text('supervisor.duty.evacuation.text', { reason: told.view.evacuation }),
          ways: [doing(told, 'resume', resume)],
        },
      ];

function helping(help: Help, told: Told): Duty {
  const { words, view } = told;
  const place = helpName(help, words);
  const owner = view.agents.find(({ id }) => id === help.owner)?.name ?? help.owner;
  const isTaken = owner !== null;
  return {
    level: isTaken ? 'warn' : 'bad',
    icon: 'bell',
    title: words.text(help.why === 'escort' ? 'supervisor.duty.escort' : 'supervisor.duty.help', {
      place,
      number: help.number ?? '',
    }),
    text: isTaken
      ? words.text('supervisor.duty.help.taken', { name: owner })
      : words.text('supervisor.duty.help.text', { level: help.level }),
    ways: [
      ...(isTaken ? [] : [doing(told, 'help-take', takeHelp(help))]),
      doing(told, 'help-settle', settleHelp(help)),
    ],
  };
}

const restored = (told: Told): readonly Duty[] =>
  told.view.restored === null
    ? []
    : [
        {
          level: 'bad',
          icon: 'warning',
          title: told.words.text('warning.restored'),
          text: told.words.text('warning.restored.visitors'),
          ways: [doing(told, 'acknowledge', acknowledge)],
        },
      ];

const day = (told: Told): readonly Duty[] =>
  told.view.day === null
    ? [
        {
          level: 'bad',
          icon: 'closed',
          title: told.words.text('warning.no-day'),
          text: told.words.text('warning.no-day.visitors'),
          ways: [doing(told, 'open-day', openDay)],
        },
      ]
    : [];

const stopsPaper = ({ kind, state, problem }: UnwellDevice): boolean =>
  kind === 'printer' && (state === 'lost' || (problem !== null && problem !== 'slow'));

function broken(device: UnwellDevice, { words }: Told): Duty {
  const { id, kind, state, problem, left, counter } = device;
  const name = counter === null ? id : `${id} (${words.text('counter.name', { id: counter })})`;
  const isLow = problem === null && device.paperLow;
  return {
    level: stopsPaper(device) ? 'bad' : 'warn',
    icon: isLow ? 'no-paper' : kind === 'printer' ? 'printer' : kind === 'board' ? 'screen' : 'heart',
    title: isLow
      ? words.text('maintenance.paper-left', { name, count: left ?? 0 })
      : words.text('maintenance.device', {
          name,
          problem: words.text(problem === null ? `lab.state.${state}` : `maintenance.problem.${problem}`),
        }),
    text: words.text(isLow ? 'supervisor.duty.low' : `supervisor.duty.${kind}`),
    ways: [{ text: words.text('supervisor.to-maintenance'), href: '/maintenance#devices' }],
  };
}

/** A service whose first visitor has waited beyond its target, or whom nobody can call. */
interface Late {
  readonly service: LobbyService;
  readonly minutes: number;
  readonly number: string;
  /** A counter that could open for it. */
  readonly spare: LobbyCounter | undefined;
}

/** The one that is furthest beyond its target; null where none is, and while everybody is outside. */
export function lateService({ view, nowMs }: Told): Late | null {
  const late = view.services
    .flatMap((service) => {
      if (service.longest === null) return [];
      const isAlone = !view.counters.some(
        ({ state, services }) => state !== 'closed' && services.includes(service.letter),
      );
      const minutes = waitedMinutes(service.longest.since, nowMs);
      return isAlone || minutes > service.targetMinutes
        ? [{ service, minutes, number: service.longest.number }]
        : [];
    })
    .toSorted(
      (one, other) => other.minutes - other.service.targetMinutes - (one.minutes - one.service.targetMinutes),
    );
  const [worst] = late;
  if (worst === undefined || view.evacuation !== null) return null;
  const spare = view.counters.find(
    ({ state, shut, services }) =>
      state === 'closed' && shut === null && services.includes(worst.service.letter),
  );
  return { ...worst, spare };
}

/** Who could open which counter. */
function waits(told: Told): readonly Duty[] {
  const { words } = told;
  const worst = lateService(told);
  if (worst === null) return [];
  const { service, minutes, number, spare } = worst;
  const values = {
    service: words.name(service.name),
    minutes,
    number,
    target: service.targetMinutes,
    counter: spare === undefined ? '' : words.name(spare.counter.name),
  };
  const free = freeAgents(told);
  return [
    {
      level: 'bad',
      icon: 'door',
      title: words.text(spare === undefined ? 'supervisor.duty.wait' : 'supervisor.duty.open', values),
      text: [
        words.text('supervisor.duty.wait.text', values),
        spare === undefined
          ? words.text('supervisor.duty.wait.full')
          : free.length === 0
            ? words.text('supervisor.duty.wait.nobody')
            : words.text('supervisor.duty.wait.free', {
                names: listed(free.slice(0, 3), words),
              }),
      ].join(words.language === 'en' ? ' ' : ''),
      ways: waysToOpen(told, spare),
    },
  ];
}

function waysToOpen(told: Told, spare: LobbyCounter | undefined): readonly Way[] {
  if (spare === undefined) return [doing(told, 'notice', postNotice('ordinary'))];
  const { id } = spare.counter;
  return spare.shut === null
    ? [
        {
          text: told.words.text('supervisor.to-counter'),
          href: `/counter?counter=${encodeURIComponent(id)}`,
        },
      ]
    : [doing(told, 'reopen', reopen(id))];
}

function full(told: Told): readonly Duty[] {
  const { view, words } = told;
  const found = view.services.filter(
    ({ closed }) => closed === 'full' || closed === 'full-today' || closed === 'used-up',
  );
  if (found.length === 0) return [];
  return [
    {
      level: 'warn',
      icon: 'closed',
      title: words.text('supervisor.duty.full', {
        services: listed(
          found.map(({ name }) => words.name(name)),
          words,
        ),
      }),
      text: words.text('supervisor.duty.full.text'),
      ways: [doing(told, 'notice', postNotice('ordinary'))],
    },
  ];
}

const papers = ({ view, words }: Told): readonly Duty[] =>
  view.printProblems === 0
    ? []
    : [
        {
          level: 'warn',
          icon: 'no-paper',
          title: words.text('console.print-problems', { count: view.printProblems }),
          text: words.text('supervisor.duty.papers'),
          ways: [{ text: words.text('supervisor.to-papers'), href: '#tickets/papers' }],
        },
      ];

function cases(told: Told): readonly Duty[] {
  const { first, overdue } = told.view.cases;
  const { words } = told;
  if (first === null || !first.overdue) return [];
  const step = first.steps.find((one) => one !== 'record');
  return [
    {
      level: 'warn',
      icon: 'clock',
      title: words.text('supervisor.duty.case', { what: subjectOf(first, words) }),
      text: words.text('supervisor.duty.case.text', {
        count: overdue,
        name: told.view.agents.find(({ id }) => id === first.receiver)?.name ?? first.receiver ?? '—',
      }),
      ways: [
        { text: words.text('supervisor.to-case'), href: `#cases/${encodeURIComponent(first.id)}` },
        ...(step === undefined
          ? []
          : [{ text: words.text(`supervisor.do.${step}`), asker: caseStep(step, first) }]),
      ],
    },
  ];
}
