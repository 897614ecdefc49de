import { instant } from '../clock.ts';
import type { CaseFile } from '../domain/case-file.ts';
import type { CaseCommand } from '../domain/commands.ts';
import type { Moment } from '../domain/moment.ts';
import { askAt } from '../domain/rules/ask.ts';
import { decideCase } from '../domain/rules/cases.ts';
import type { State } from '../domain/state.ts';
import type { CaseList, CaseView } from '../messages/staff.ts';
import type { Site } from '../site.ts';
import { serviceName } from '../site.ts';

const MS_PER_DAY = 86_400_000;

const dueAt = (file: CaseFile): number => file.dueAt ?? Number.POSITIVE_INFINITY;

/** Cases that are not done, by when they are due: so the overdue ones come first, and those without a time last. */
export function caseList(site: Site, state: Readonly<State>, now: Moment): CaseList {
  return [...state.cases.values()]
    .toSorted((one, other) => (dueAt(one) < dueAt(other) ? -1 : 1))
    .map((file) => caseView(site, state, file, now));
}

export function caseView(site: Site, state: Readonly<State>, file: CaseFile, now: Moment): CaseView {
  const callBackMs = state.lobby?.services.find(({ letter }) => letter === file.service)?.callBackMs ?? null;
  return {
    ...file,
    callBackDays: callBackMs === null ? null : callBackMs / MS_PER_DAY,
    serviceName: serviceName(site, file.service),
    dueAt: file.dueAt === null ? null : instant(file.dueAt),
    steps: stepsOf(state, file.id, now),
  };
}

/** What the rules would take now. */
function stepsOf(state: Readonly<State>, id: string, now: Moment): CaseView['steps'] {
  const ask = askAt(state, now);
  if (ask === null) return [];
  // Who does it changes nothing, as long as it is somebody.
  const agent = ask.lobby.agents[0]?.id ?? '';
  const commands: readonly (readonly [CaseView['steps'][number], CaseCommand])[] = [
    ['record', { type: 'record-case', case: id, receiver: agent, matter: '' }],
    ['resolve', { type: 'resolve-case', case: id, agent, result: '' }],
    ['call-back', { type: 'call-back', case: id, agent, result: '' }],
    ['sign', { type: 'sign-case', case: id, manager: agent }],
  ];
  return commands.filter(([, command]) => 'events' in decideCase(ask, command)).map(([step]) => step);
}
