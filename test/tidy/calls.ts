/** Calls that belong in one place only, or nowhere. */
import type { ESTree } from 'vite';
import { breachAt, visit, type Breach, type Module, type Tree } from './tree.ts';

/** The only readers of time and of randomness in the host. */
const sourcesOfChance = ['firmware-host/clock.ts', 'firmware-host/ids.ts'];

const chanceMembers = new Set([
  'Date.now',
  'performance.now',
  'performance.timeOrigin',
  'process.hrtime',
  'Math.random',
  'Temporal.Now',
]);
const chanceNames = new Set(['randomUUID', 'randomBytes', 'randomInt', 'randomFillSync', 'getRandomValues']);

/** Time and randomness come from clock.ts and ids.ts, so that a test can give both. */
export function oneClock({ modules }: Tree): Breach[] {
  return modules
    .filter(({ path }) => path.startsWith('firmware-host/') && !sourcesOfChance.includes(path))
    .flatMap((module) => {
      const breaches: Breach[] = [];
      const add = (offset: number, what: string) =>
        breaches.push(
          breachAt(
            module,
            offset,
            `${what}: ask firmware-host/clock.ts or ids.ts, and let them be passed in.`,
          ),
        );
      const date = (node: ESTree.CallExpression | ESTree.NewExpression) => {
        const { callee, arguments: given, start } = node;
        // Called without new, it reads the clock whatever it is given.
        const reads = node.type === 'CallExpression' || given.length === 0;
        if (callee.type === 'Identifier' && callee.name === 'Date' && reads)
          add(start, 'Date without a moment');
      };
      visit(module, {
        CallExpression: date,
        NewExpression: date,
        MemberExpression: (node) => {
          const name = memberName(node);
          if (name !== null && chanceMembers.has(name)) add(node.start, name);
        },
        Identifier: ({ name, start }) => {
          if (chanceNames.has(name)) add(start, name);
        },
      });
      return breaches;
    });
}

/** `Date.now`, also written `globalThis.Date.now` or `Date['now']`. */
function memberName(node: ESTree.MemberExpression): string | null {
  const { object, property } = node;
  const owner =
    object.type === 'Identifier'
      ? object.name
      : object.type === 'MemberExpression' && object.property.type === 'Identifier'
        ? object.property.name
        : null;
  const name =
    property.type === 'Identifier' && !node.computed
      ? property.name
      : property.type === 'Literal'
        ? String(property.value)
        : null;
  return owner === null || name === null ? null : `${owner}.${name}`;
}

/** Commands that speak to a terminal. */
const commands = ['drivers/simulate.ts', 'test/bench/main.ts', 'test/support/programs.ts'];

/** The host logs through its logger; a forgotten console line is found by nobody on a kiosk. */
export function noConsole({ modules }: Tree): Breach[] {
  return modules
    .filter(({ path }) => !commands.includes(path))
    .flatMap((module) => {
      const breaches: Breach[] = [];
      visit(module, {
        MemberExpression: ({ object, start }) => {
          if (object.type !== 'Identifier' || object.name !== 'console') return;
          breaches.push(breachAt(module, start, 'console: use the logger, or take the line away.'));
        },
      });
      return breaches;
    });
}

const sleepMsMax = 100;
const sleepers = new Set(['setTimeout', 'sleep', 'delay', 'pause', 'wait']);

/** A test waits for what it expects, or moves a fake clock: a fixed pause is too short some day and too long every day. */
export function noSleepingTests({ modules }: Tree): Breach[] {
  return modules
    .filter(({ path }) => path.startsWith('test/'))
    .flatMap((module) => {
      const resolvers = promiseResolvers(module);
      const breaches: Breach[] = [];
      visit(module, {
        CallExpression: (call) => {
          const pauseMs = sleepOf(call, resolvers);
          if (pauseMs === null || pauseMs < sleepMsMax) return;
          const message = `Sleeps ${pauseMs} ms: wait for the event itself, or use a fake clock.`;
          breaches.push(breachAt(module, call.start, message));
        },
      });
      return breaches;
    });
}

/** The names of `resolve` in each `new Promise((resolve) => …)`. */
function promiseResolvers(module: Module): Set<string> {
  const names = new Set<string>();
  visit(module, {
    NewExpression: ({ callee, arguments: [executor] }) => {
      if (callee.type !== 'Identifier' || callee.name !== 'Promise') return;
      if (executor?.type !== 'ArrowFunctionExpression' && executor?.type !== 'FunctionExpression') return;
      const [resolve] = executor.params;
      if (resolve?.type === 'Identifier') names.add(resolve.name);
    },
  });
  return names;
}

/** How long a call pauses, in ms; null where it does not, like a deadline that rejects or a callback that does something. */
function sleepOf({ callee, arguments: given }: ESTree.CallExpression, resolvers: Set<string>): number | null {
  if (callee.type !== 'Identifier' || !sleepers.has(callee.name)) return null;
  const [first, second] = given;
  if (first === undefined) return null;
  // Of node:timers/promises, or a helper of one's own.
  const own = numberOf(first);
  if (own !== null) return own;
  return second !== undefined && callsOnly(first, resolvers) ? numberOf(second) : null;
}

function callsOnly(node: ESTree.Node, names: Set<string>): boolean {
  if (node.type === 'Identifier') return names.has(node.name);
  if (node.type !== 'ArrowFunctionExpression' || node.body.type !== 'CallExpression') return false;
  return callsOnly(node.body.callee, names);
}

/** A number as written, also as a product: `2 * 1_000`. */
function numberOf(node: ESTree.Node): number | null {
  if (node.type === 'Literal') return typeof node.value === 'number' ? node.value : null;
  if (node.type !== 'BinaryExpression' || node.operator !== '*') return null;
  const [left, right] = [numberOf(node.left), numberOf(node.right)];
  return left === null || right === null ? null : left * right;
}
