/**
 * Live views by server-sent events: each message is a whole snapshot, its id the committed position. A page that missed
 * some has missed nothing; the next one says it all.
 */
import type { ServerResponse } from 'node:http';
import Type, { type Static, type TObject } from 'typebox';
import type { Clock } from '../clock.ts';
import { instant } from '../clock.ts';
import type { Handler } from '../handle.ts';
import { RefusedError } from '../errors.ts';
import type { Server } from './typed-server.ts';

/** A page that has heard nothing for two beats and a bit knows that the line is dead. */
const BEAT_MS = 5000;
/** What a browser waits before it connects again. */
const RETRY_MS = 1000;
/** Each stream is an open file; a lobby has a few dozen screens and some phones. */
const STREAMS_MAX = 1000;

/** For the OpenAPI document: snapshots and beats, as text. */
const EVENT_STREAM = {
  description: 'Events `snapshot` (the whole view, its id the committed position) and `beat` (the time)',
  content: { 'text/event-stream': { schema: Type.String() } },
};

interface Topic {
  readonly render: () => object;
  readonly streams: Set<Stream>;
  /** At least so much time lies between two changes that are told. */
  readonly everyMs: number;
  /** Runs while it is too soon to tell the next; `missed` when there is one by then. */
  pause: NodeJS.Timeout | undefined;
  missed: boolean;
  /** Content of the last snapshot without its time, and the snapshot itself. */
  content: string;
  message: string;
}

interface Stream {
  readonly response: ServerResponse;
  /** The browser reads slower than we write: it gets the newest snapshot when it has caught up. */
  behind: boolean;
}

export class LiveViews {
  readonly #handler: Handler;
  readonly #clock: Clock;
  readonly #topics = new Map<string, Topic>();
  readonly #touched = new Set<string>();
  readonly #begun: { readonly name: string; readonly hear: () => void }[] = [];
  readonly #beat: NodeJS.Timeout;
  #streams = 0;
  #scheduled = false;
  #closed = false;

  constructor(handler: Handler, clock: Clock) {
    this.#handler = handler;
    this.#clock = clock;
    handler.onCommit(() => {
      for (const name of this.#topics.keys()) this.touch(name);
    });
    this.#beat = setInterval(() => this.#sendBeat(), BEAT_MS);
  }

  /**
   * Makes a view live at `/api/v1/live/<path>`.
   * @param render the view as it is now; throws RefusedError for an unknown subject
   * @param everyMs for what changes faster than it is looked at: a first change is told at once, the others no sooner than this
   *   after the one before; the last is never lost
   * @returns the topic's name, for `touch`, where the path has no parameters
   */
  add<P extends TObject>(
    app: Server,
    path: string,
    params: P,
    render: (params: Static<P>) => object,
    everyMs = 0,
  ): string {
    app.get(
      `/api/v1/live/${path}`,
      {
        schema: { summary: `Live: ${path}`, tags: ['live'], params, response: { 200: EVENT_STREAM } },
        // Fastify would answer HEAD by opening a stream that nobody reads.
        exposeHeadRoute: false,
      },
      (request, reply) => {
        const name = request.url.replace(/\?.*$/, '').slice('/api/v1/live/'.length);
        const topic = this.#topic(name, () => render(request.params as Static<P>), everyMs);
        reply.hijack();
        this.#open(name, topic, reply.raw);
      },
    );
    return path;
  }

  /** Whether anybody looks at it. */
  isFollowed(name: string): boolean {
    return this.#topics.has(name);
  }

  /** Tells each time that somebody begins to look at what nobody did. */
  onFollowed(name: string, hear: () => void): void {
    this.#begun.push({ name, hear });
  }

  /** Whether several look at it. They are told when that begins and ends. */
  isShared(name: string): boolean {
    return (this.#topics.get(name)?.streams.size ?? 0) > 1;
  }

  /** Tells that a view may have changed. All changes of one turn are one snapshot. */
  touch(name: string): void {
    if (!this.#topics.has(name)) return;
    this.#touched.add(name);
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => this.#publish());
  }

  /** Ends all streams and lets no new one in; an open stream would hold the server's closing for ever. */
  close(): void {
    this.#closed = true;
    clearInterval(this.#beat);
    for (const topic of this.#topics.values()) {
      clearTimeout(topic.pause);
      for (const { response } of topic.streams) response.end();
    }
  }

  /** A topic lives as long as somebody looks. Rendering once also refuses an unknown subject before headers are sent. */
  #topic(name: string, render: () => object, everyMs: number): Topic {
    if (this.#closed) throw new RefusedError('stopping');
    if (this.#streams >= STREAMS_MAX) throw new RefusedError('too-many-streams');
    const topic = this.#topics.get(name) ?? newTopic(render, everyMs);
    // Whoever looks already hears it now: the publishing to come would find nothing changed any more.
    if (this.#refresh(topic)) for (const stream of topic.streams) send(stream, topic.message);
    this.#topics.set(name, topic);
    return topic;
  }

  #open(name: string, topic: Topic, response: ServerResponse): void {
    const stream: Stream = { response, behind: false };
    topic.streams.add(stream);
    if (topic.streams.size === 2) this.touch(name);
    this.#streams += 1;
    response.on('close', () => {
      topic.streams.delete(stream);
      this.#streams -= 1;
      if (topic.streams.size === 1) this.touch(name);
      if (topic.streams.size > 0) return;
      clearTimeout(topic.pause);
      this.#topics.delete(name);
    });
    response.on('drain', () => {
      if (stream.behind) send(stream, topic.message);
    });
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    send(stream, `retry: ${RETRY_MS}\n${topic.message}`);
    if (topic.streams.size > 1) return;
    for (const { name: one, hear } of this.#begun) if (one === name) hear();
  }

  #publish(): void {
    this.#scheduled = false;
    const names = [...this.#touched];
    this.#touched.clear();
    for (const name of names) {
      const topic = this.#topics.get(name);
      if (topic !== undefined) this.#publishInTime(topic);
    }
  }

  #publishInTime(topic: Topic): void {
    if (topic.pause === undefined) this.#publishTopic(topic);
    else topic.missed = true;
  }

  /** A subject that is gone (yesterday's ticket, a counter that was removed) ends its streams; who asks again is told why. */
  #publishTopic(topic: Topic): void {
    try {
      if (!this.#refresh(topic)) return;
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      for (const { response } of topic.streams) response.end();
      return;
    }
    for (const stream of topic.streams) send(stream, topic.message);
    this.#pause(topic);
  }

  #pause(topic: Topic): void {
    if (topic.everyMs === 0) return;
    topic.missed = false;
    topic.pause = setTimeout(() => {
      topic.pause = undefined;
      if (topic.missed) this.#publishTopic(topic);
    }, topic.everyMs);
  }

  /** Renders a view; false when nothing but the time has changed. */
  #refresh(topic: Topic): boolean {
    const view = topic.render();
    const content = JSON.stringify(view, (key, value: unknown) => (key === 'now' ? undefined : value));
    const changed = content !== topic.content;
    topic.content = content;
    topic.message = `event: snapshot\nid: ${this.#handler.committed.position}\ndata: ${JSON.stringify(view)}\n\n`;
    return changed;
  }

  #sendBeat(): void {
    const message = `event: beat\ndata: ${JSON.stringify({ now: instant(this.#clock.now().at) })}\n\n`;
    for (const topic of this.#topics.values()) {
      for (const stream of topic.streams) if (!stream.behind) send(stream, message);
    }
  }
}

const newTopic = (render: () => object, everyMs: number): Topic => ({
  render,
  streams: new Set(),
  everyMs,
  pause: undefined,
  missed: false,
  content: '',
  message: '',
});

function send(stream: Stream, message: string): void {
  if (stream.response.writableNeedDrain) {
    stream.behind = true;
    return;
  }
  stream.behind = false;
  stream.response.write(message);
}
