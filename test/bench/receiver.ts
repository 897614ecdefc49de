/**
 * A central system in a process of its own that takes whatever comes and keeps a stopwatch: `GET /` tells how many events there
 * were, when the first and the last of them came, and how many came out of order.
 */
import { createServer } from 'node:http';
import process from 'node:process';

const tally = { count: 0, firstMs: 0, lastMs: 0, outOfOrder: 0 };
let last = 0;

const server = createServer((request, response) => {
  if (request.method === 'GET') {
    const text = JSON.stringify(tally);
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
    });
    response.end(text);
    return;
  }
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const { sequence } = JSON.parse(Buffer.concat(parts).toString()) as { sequence: string };
    if (Number(sequence) !== last + 1) tally.outOfOrder += 1;
    last = Number(sequence);
    tally.count += 1;
    tally.lastMs = performance.now();
    if (tally.count === 1) tally.firstMs = tally.lastMs;
    response.writeHead(204).end();
  });
});
server.listen(0, '127.0.0.1', () => {
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('the receiver has no port');
  process.stdout.write(`port ${bound.port}\n`);
});
