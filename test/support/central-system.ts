/**
 * A central system that believes nothing: signatures are verified by the standardwebhooks library, events read by the CloudEvents
 * SDK; neither is any of the host's own code.
 */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { HTTP, type CloudEvent } from 'cloudevents';
import { Webhook } from 'standardwebhooks';
import { receiver, type Post, type Receiver } from './receiver.ts';

export class CentralSystem {
  readonly secretFile: string;
  /** In the order of their coming, each as often as it came. */
  readonly events: CloudEvent[] = [];
  /** The bodies as they came. */
  readonly bodies: string[] = [];
  /** What was wrong with requests; empty when all is well. */
  readonly faults: string[] = [];
  readonly #webhook: Webhook;
  #receiver: Receiver | null = null;
  #port = 0;

  private constructor(dir: string) {
    const secret = `whsec_${randomBytes(32).toString('base64')}`;
    this.#webhook = new Webhook(secret);
    this.secretFile = join(dir, 'centre.secret');
    writeFileSync(this.secretFile, `${secret}\n`, { mode: 0o600 });
  }

  /** Listens on a free port until the test ends, with a secret of its own in `dir`. */
  static async open(dir: string): Promise<CentralSystem> {
    const central = new CentralSystem(dir);
    await central.up();
    return central;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/events`;
  }

  /** Answers (again), on the same port. */
  async up(): Promise<void> {
    this.#receiver = await receiver((response, post) => this.#take(response, post), this.#port);
    this.#port = this.#receiver.port;
  }

  /** Is gone: connections are ended, and new ones refused. */
  async down(): Promise<void> {
    await this.#receiver?.close();
  }

  /** Positions in the journal, in the order of their coming. */
  get sequences(): number[] {
    return this.events.map((event) => Number(event['sequence']));
  }

  #take(response: ServerResponse, { headers, body }: Post): void {
    try {
      this.#webhook.verify(body, headers as Record<string, string>);
      const event = HTTP.toEvent({ headers, body }) as CloudEvent;
      event.validate();
      if (headers['webhook-id'] !== event.id) throw new Error('signed under another id');
      this.events.push(event);
      this.bodies.push(body);
      response.writeHead(204).end();
    } catch (error) {
      this.faults.push(String(error));
      response.writeHead(401).end();
    }
  }
}
