import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const TREE = resolve(import.meta.dirname, '../..');

/**
 * What `npm start` runs in a tree, as arguments of Node: its own flags and the full path of the host, so that tests and bench
 * start the very process that users have.
 */
export function startCommand(tree: string = TREE): string[] {
  const manifest = JSON.parse(readFileSync(join(tree, 'package.json'), 'utf8')) as {
    scripts: { start: string };
  };
  const [node, ...args] = manifest.scripts.start.split(' ');
  const program = args.pop();
  if (node !== 'node' || program === undefined) throw new Error(`npm start runs "${manifest.scripts.start}"`);
  return [...args, join(tree, program)];
}
