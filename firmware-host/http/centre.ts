/** How delivery to the central system goes, and what only people can settle about it. */
import Type from 'typebox';
import type { Delivery } from '../central/http-sender.ts';
import type { ErrorCode } from '../errors.ts';
import { RefusedError } from '../errors.ts';
import type { SendToCentral } from '../followers/send-to-central.ts';
import { CentreView } from '../messages/centre.ts';
import type { LiveViews } from './live.ts';
import type { Server } from './typed-server.ts';

const params = Type.Object({ id: Type.String() });
const tags = ['centre'];
const response = { 200: CentreView };

export interface CentreContext {
  /** Null in a lobby that has no centre. */
  readonly centre: { readonly delivery: SendToCentral } | null;
  readonly live: LiveViews;
}

export function centreRoutes(app: Server, { centre, live }: CentreContext): void {
  const delivery = () => {
    if (centre === null) throw new RefusedError('centre-unknown');
    return centre.delivery;
  };
  const view = () => delivery().view();

  app.get('/api/v1/centre', { schema: { summary: 'Delivery to the central system', tags, response } }, view);
  const topic = live.add(app, 'centre', Type.Object({}), view);
  centre?.delivery.onChange(() => live.touch(topic));

  app.post(
    '/api/v1/centre/resume',
    { schema: { summary: 'Let delivery go on where it stopped, or try at once', tags, response } },
    () => onDisk(delivery().resume(), 'centre-stopped').then(view),
  );
  app.post(
    '/api/v1/centre/park',
    { schema: { summary: 'Park the events that stopped delivery and go on behind them', tags, response } },
    () => onDisk(delivery().resume({ parking: true }), 'centre-stopped').then(view),
  );
  app.post(
    '/api/v1/centre/parked/:id/retry',
    { schema: { summary: 'Send a parked event again', tags, params, response } },
    (request) => onDisk(delivery().retryParked(request.params.id)).then(refuseUntaken).then(view),
  );
  app.delete(
    '/api/v1/centre/parked/:id',
    { schema: { summary: 'Give up a parked event: the centre never gets it', tags, params, response } },
    (request) => onDisk(delivery().discardParked(request.params.id)).then(refuseUnknown).then(view),
  );
}

function refuseUntaken(delivery: Delivery | null): void {
  refuseUnknown(delivery !== null);
  if (delivery?.kind === 'failed') throw new RefusedError('centre-waiting', delivery.reason);
  if (delivery?.kind !== 'refused') return;
  throw new RefusedError('centre-refused', `${delivery.status} ${delivery.reason}`.trim());
}

function refuseUnknown(isKnown: boolean): void {
  if (!isKnown) throw new RefusedError('event-unknown');
}

/** What is not well with delivery, for health. None of it keeps the lobby from giving numbers. */
export function centreReasons({ state, parked }: CentreView): ErrorCode[] {
  const refused: ErrorCode[] = parked.length > 0 ? ['centre-refused'] : [];
  if (state === 'delivering') return refused;
  return [state === 'stopped' ? 'centre-stopped' : 'centre-waiting', ...refused];
}

/** What cannot be written down has not been done, and says why. */
async function onDisk<T>(deed: Promise<T>, code: ErrorCode = 'journal-unavailable'): Promise<T> {
  return deed.catch((error: unknown) => {
    throw new RefusedError(code, error instanceof Error ? error.message : String(error));
  });
}
