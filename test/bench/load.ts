/** The ways in which a host is kept busy, and what they tell. */
import process from 'node:process';
import type { Answer, HttpConnection } from './http-client.ts';
import { processorSeconds } from './machine.ts';

export interface Work {
  /** The text of the n-th request. */
  readonly request: (n: number) => string;
  /** Looks at its answer; throws when it is not what it should be. Not part of the time. */
  readonly check: (answer: Answer, n: number) => void;
}

/** One after the other on one connection. @returns the time of each from its first byte to its last, in ms */
export async function oneByOne(connection: HttpConnection, count: number, work: Work): Promise<number[]> {
  const latenciesMs: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const request = work.request(n);
    const startMs = performance.now();
    const answer = await connection.send(request);
    latenciesMs.push(performance.now() - startMs);
    work.check(answer, n);
  }
  return latenciesMs;
}

export interface Rate {
  readonly perSecond: number;
  /** Processors that the client (this process) and the host have kept busy. */
  readonly clientCores: number;
  readonly hostCores: number;
}

/** All connections busy until `count` requests are answered. @param hostPid whose processor time is told */
export async function allAtOnce(
  connections: readonly HttpConnection[],
  count: number,
  work: Work,
  hostPid: number,
): Promise<Rate> {
  let next = 0;
  const hostFromS = processorSeconds(hostPid);
  const clientFrom = process.cpuUsage();
  const startMs = performance.now();
  await Promise.all(
    connections.map(async (connection) => {
      for (let n = next++; n < count; n = next++) work.check(await connection.send(work.request(n)), n);
    }),
  );
  const seconds = (performance.now() - startMs) / 1000;
  const client = process.cpuUsage(clientFrom);
  return {
    perSecond: count / seconds,
    clientCores: (client.user + client.system) / 1e6 / seconds,
    hostCores: (processorSeconds(hostPid) - hostFromS) / seconds,
  };
}
