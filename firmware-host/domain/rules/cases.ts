import { detailsOf, type CaseFile } from '../case-file.ts';
import type { CaseCommand } from '../commands.ts';
import type { Decision } from '../decision.ts';
import { accept, refuse } from '../decision.ts';
import type { DomainEvent } from '../events.ts';
import type { Moment } from '../moment.ts';
import type { Ask } from './ask.ts';

/**
 * The life of a case: opened with its ticket, recorded by whoever received it first (who owns it from then on), resolved,
 * called back, signed by the manager in charge. Where the service has no call-back, or the visitor does not wish one, it is signed
 * once it is resolved; a wish to be called back is called back without more.
 */
export function decideCase({ state, lobby, now }: Ask, command: CaseCommand): Decision {
  const file = state.cases.get(command.case);
  if (file === undefined) return refuse('case-unknown');
  const { id } = file;
  if (!lobby.agents.some((agent) => agent.id === personOf(command))) return refuse('agent-unknown');
  const callBackMs = lobby.services.find(({ letter }) => letter === file.service)?.callBackMs ?? null;
  switch (command.type) {
    case 'record-case': {
      const receiver = file.receiver ?? command.receiver;
      const details = command.details ?? detailsOf(file);
      const record = { case: id, receiver, matter: command.matter, ...details };
      const recorded: DomainEvent = { type: 'case.recorded', data: record };
      if (command.result === undefined) return accept(recorded);
      if (!isOpenCase(file)) return refuse('case-step');
      const settled = { agent: command.receiver, result: command.result };
      return { events: [recorded, resolved({ ...file, ...record }, settled, callBackMs, now)] };
    }
    case 'resolve-case':
      // What nobody has written down cannot have been settled.
      if (!isOpenCase(file) || file.matter === null) return refuse('case-step');
      return accept(resolved(file, command, callBackMs, now));
    case 'call-back': {
      const isDue = file.kind === 'call-back' ? file.state === 'open' : file.state === 'resolved';
      if (!isDue) return refuse('case-step');
      const { agent, result } = command;
      return accept({ type: 'case.called-back', data: { case: id, agent, result } });
    }
    case 'sign-case': {
      const isDone =
        file.state === 'called-back' || (file.state === 'resolved' && !isAwaited(file, callBackMs));
      if (!isDone) return refuse('case-step');
      return accept({ type: 'case.signed', data: { case: id, manager: command.manager } });
    }
  }
}

const isOpenCase = ({ kind, state }: CaseFile): boolean => kind === 'case' && state === 'open';

/** Whether the visitor is to be called back once there is a result. */
const isAwaited = ({ callBack }: CaseFile, callBackMs: number | null): boolean =>
  callBackMs !== null && callBack !== 'none';

function resolved(
  file: CaseFile,
  { agent, result }: { readonly agent: string; readonly result: string },
  callBackMs: number | null,
  now: Moment,
): DomainEvent {
  const isDated = isAwaited(file, callBackMs) && now.trusted;
  const callBackDueAt = isDated && callBackMs !== null ? now.at + callBackMs : null;
  return { type: 'case.resolved', data: { case: file.id, agent, result, callBackDueAt } };
}

/** Who does it, and will be asked about it. */
function personOf(command: CaseCommand): string {
  if (command.type === 'record-case') return command.receiver;
  return command.type === 'sign-case' ? command.manager : command.agent;
}
