/** A paper that cannot be made is a failed paper, never the end of the lobby: people still need numbers. */
import { expect, it } from 'vitest';
import { Api } from '../support/api.ts';
import { runFoyer, startFoyer } from '../support/foyer.ts';
import { lobbyFile } from '../support/lobby-file.ts';
import { tempDir } from '../support/temp.ts';
import { PATIENTLY } from '../support/patience.ts';

it.each([
  // The code on the paper takes printable ASCII only.
  ['with Chinese letters in its name', 'https://排队.example.org'],
  // Short in the file, but nine characters for each of these on the wire: longer than any code that fits the paper.
  ['that grows when it is written out', `https://queue.example.org/${'排'.repeat(100)}`],
])('an address %s is refused at the start, or costs at most the paper', async (_what, publicUrl) => {
  const dir = tempDir();
  const args = ['--config', lobbyFile(dir, { more: { publicUrl } })];
  const { code } = await runFoyer([...args, '--check-config']);
  const ended = code === 0 ? await takeTwo(dir, args) : ['refused'];
  expect(ended).toEqual(code === 0 ? ['A001', 'A002', 'up'] : ['refused']);
});

/** Takes two numbers with their papers, and tells them and whether the host has lived through it. */
async function takeTwo(dir: string, args: readonly string[]): Promise<string[]> {
  const foyer = await startFoyer(dir, args);
  const api = new Api(foyer.url);
  const numbers: string[] = [];
  for (let round = 0; round < 2 && foyer.isUp(); round += 1) {
    const { ticket } = await api.take();
    numbers.push(ticket.number);
    // A question that the end of the host cuts off is asked once more, and then knows of it.
    const paper = async () => (foyer.isUp() ? (await api.follow(ticket.token)).print?.state : 'ended');
    await expect.poll(paper, PATIENTLY).toMatch(/^(printed|failed|ended)$/);
  }
  return [...numbers, foyer.isUp() ? 'up' : foyer.output()];
}
