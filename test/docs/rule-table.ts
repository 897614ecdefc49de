/** Writes docs/rules.md: every state × every command, as the rules answer it; `npm run docs`. A test holds the file to it. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { CommandType } from '../../firmware-host/domain/commands.ts';
import { decide } from '../../firmware-host/domain/decide.ts';
import { counterWorlds, lobbyWorlds, paperWorlds, samples, ticketWorlds, type World } from './rule-worlds.ts';

export const ruleTableFile = fileURLToPath(new URL('../../docs/rules.md', import.meta.url));

const ofTickets: readonly CommandType[] = [
  'call-next',
  'recall',
  'start',
  'finish',
  'finish-forgotten',
  'no-show',
  'hold',
  'resume',
  'transfer',
  'park',
  'cancel',
  'return',
  'postpone',
  'move',
  'park-waiting',
  'unpark',
  'correct-service',
  'prioritise',
  'set-care',
  'note',
  'mark-visit',
  'mark-own',
  'reissue',
  'reprint',
  'settle-paper',
];

const ofPapers: readonly CommandType[] = [
  'print-sending',
  'print-printed',
  'print-failed',
  'print-uncertain',
  'print-move',
  'reprint',
  'settle-paper',
];

const ofCounters: readonly CommandType[] = [
  'sign-in',
  'call-next',
  'recall',
  'start',
  'finish',
  'finish-forgotten',
  'no-show',
  'hold',
  'resume',
  'transfer',
  'park',
  'mark-visit',
  'pause',
  'ready',
  'sign-out',
  'hand-over',
  'force-sign-out',
  'shut-counter',
  'reopen-counter',
  'call-assist',
  'take-assist',
  'settle-assist',
  'rate',
  'give-reason',
  'ask-call-back',
];

export interface Grid {
  readonly states: readonly string[];
  readonly rows: readonly { readonly command: CommandType; readonly answers: readonly string[] }[];
}

const gridOf = (worlds: Readonly<Record<string, World>>, commands: readonly CommandType[]): Grid => ({
  states: Object.keys(worlds),
  rows: commands.map((command) => ({
    command,
    answers: Object.values(worlds).map((world) => answerIn(world, command)),
  })),
});

function answerIn(world: World, type: CommandType): string {
  const test = world();
  const decision = decide(test.state, samples[type](test), test.now);
  const facts = (decision.events ?? []).map((event) => `\`${event.type}\``);
  if ('refusal' in decision) return [`✗ \`${decision.refusal}\``, ...facts].join(', ');
  return facts.length === 0 ? 'so already' : facts.join(', ');
}

export const grids = {
  tickets: gridOf(ticketWorlds, ofTickets),
  counters: gridOf(counterWorlds, ofCounters),
  papers: gridOf(paperWorlds, ofPapers),
  lobby: gridOf(lobbyWorlds, Object.keys(samples) as CommandType[]),
} as const;

const asTable = ({ states, rows }: Grid): string =>
  [
    ['', ...states],
    ['---', ...states.map(() => '---')],
    ...rows.map(({ command, answers }) => [`**${command}**`, ...answers]),
  ]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

/** The document as it should be. */
export const renderRuleTable = (): string => `# Rules

What becomes of every command in every state. The tables are made by asking the rules themselves (\`npm run docs\`), and a test
holds this file to them: a rule that changes shows here as a changed line.

A cell names the facts that the command makes, in their order. ✗ is a refusal by its name; what the visitor and staff read then
is in [errors.md](errors.md). Some refusals are facts as well, since who is sent away is counted. *So already* is a yes
without a new fact: pressing a key twice does no harm.

The lobby that is asked: A001 and A002 wait for service A, C001 for service C, which keeps a case; agent lin sits at counter
1, which calls A and B, and nobody at counter 2. Calls may follow at once, and writing up ends by the key.

## A ticket

The commands are about A001, and about counter 1, where it is called and served.

${asTable(grids.tickets)}

## A counter

The commands are about counter 1. Agent chen is the one who signs in or takes over. While serving, help was called; before the
pause, A001 was served and gave the lowest score.

${asTable(grids.counters)}

## A paper

The commands are about the paper of A001, as the printer's driver tells of it, and as staff ask for it.

${asTable(grids.papers)}

## The lobby

Before there is a configuration, before its first day, on an open day, when the day is closed (everybody who waited was kept),
while everybody is outside, and on an open day whose journal had to be restored, as long as nobody has acknowledged it.

${asTable(grids.lobby)}
`;

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  writeFileSync(ruleTableFile, renderRuleTable());
