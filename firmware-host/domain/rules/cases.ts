import type { CaseCommand } from '../commands.ts';
import type { Decision } from '../decision.ts';
import { accept, refuse } from '../decision.ts';
import type { Ask } from './ask.ts';

/**
 * The life of a case: opened with its ticket, recorded by whoever received it first (who owns it from then on), resolved,
 * called back, signed by the manager in charge. Where the service has no call-back, it is signed once it is resolved; a wish to
 * be called back is called back without more.
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
      return accept({ type: 'case.recorded', data: { case: id, receiver, matter: command.matter } });
    }
    case 'resolve-case': {
      // What nobody has written down cannot have been settled.
      if (file.state !== 'open' || file.kind === 'call-back' || file.matter === null)
        return refuse('case-step');
      const callBackDueAt = callBackMs === null || !now.trusted ? null : now.at + callBackMs;
      const { agent, result } = command;
      return accept({ type: 'case.resolved', data: { case: id, agent, result, callBackDueAt } });
    }
    case 'call-back': {
      const isDue = file.kind === 'call-back' ? file.state === 'open' : file.state === 'resolved';
      if (!isDue) return refuse('case-step');
      const { agent, result } = command;
      return accept({ type: 'case.called-back', data: { case: id, agent, result } });
    }
    case 'sign-case': {
      const isDone = file.state === 'called-back' || (file.state === 'resolved' && callBackMs === null);
      if (!isDone) return refuse('case-step');
      return accept({ type: 'case.signed', data: { case: id, manager: command.manager } });
    }
  }
}

/** Who does it, and will be asked about it. */
function personOf(command: CaseCommand): string {
  if (command.type === 'record-case') return command.receiver;
  return command.type === 'sign-case' ? command.manager : command.agent;
}
