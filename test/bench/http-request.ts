/** Requests as text, with the headers that a page of the host sends. */
import { bodyText, HttpConnection, type Answer } from './http-client.ts';

/** A key as the pages make them: 36 characters, another one each time. */
export interface KeyMaker {
  next(): string;
}

/** Keys of one run: counted, so that they never meet, and of a UUID's length. */
export function countedKeys(seed: number): KeyMaker {
  let count = 0;
  const prefix = `${seed.toString(16).padStart(8, '0').slice(0, 8)}-0000-4000-8000-`;
  return { next: () => prefix + String(++count).padStart(12, '0') };
}

/** @returns the request's text for each key */
export function postWithKey(port: number, path: string, body: object): (key: string) => string {
  const text = JSON.stringify(body);
  const before = `${lineOf('POST', port, path)}content-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\nidempotency-key: `;
  return (key) => `${before}${key}\r\n\r\n${text}`;
}

/** A POST that says nothing. */
export const emptyPost = (port: number, path: string): string =>
  `${lineOf('POST', port, path)}content-length: 0\r\n\r\n`;

export const getRequest = (port: number, path: string): string => `${lineOf('GET', port, path)}\r\n`;

const lineOf = (method: string, port: number, path: string): string =>
  `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\norigin: http://127.0.0.1:${port}\r\n`;

/** The answer's JSON. @throws Error with what the host said, unless it said `status` */
export function expectJson(answer: Answer, status: number): unknown {
  expectStatus(answer, status);
  return JSON.parse(bodyText(answer));
}

export function expectStatus(answer: Answer, status: number): void {
  if (answer.status === status) return;
  throw new Error(
    `the host answered ${answer.status} instead of ${status}: ${bodyText(answer).slice(0, 300)}`,
  );
}

/** One question on a connection of its own. */
export async function getJson(port: number, path: string): Promise<unknown> {
  const connection = await HttpConnection.open(port);
  try {
    return expectJson(await connection.send(getRequest(port, path)), 200);
  } finally {
    connection.close();
  }
}
