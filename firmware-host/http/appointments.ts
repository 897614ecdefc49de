/** Times that are promised to somebody: by staff, or by a kiosk whose service is full. */
import Type from 'typebox';
import { instant } from '../clock.ts';
import { appointmentList, appointmentView } from '../displays/appointment-view.ts';
import type { Appointment } from '../domain/appointment.ts';
import type { ArrivalCommand } from '../domain/commands.ts';
import type { Asked } from '../handle.ts';
import { AppointmentList, AppointmentView, ReturnSlot } from '../messages/lobby.ts';
import { BookAppointment } from '../messages/lobby-requests.ts';
import { TakeReturnSlot } from '../messages/requests.ts';
import { serviceName } from '../site.ts';
import type { Context } from './context.ts';
import { requestKey } from './idempotency.ts';
import { post } from './post.ts';
import { eventsOf } from './problems.ts';
import { atOf, staff } from './said.ts';
import type { Server } from './typed-server.ts';
import { FIRST_KIOSK } from './kiosk.ts';

const tag = 'appointments';

/** Figures only: a code is told over a counter, and typed at a kiosk. */
const CODE_DIGITS = 6;
/** A lobby with a tenth of all codes out would need so many once in a hundred million times. */
const DRAWS_MAX = 8;

export function appointmentRoutes(app: Server, context: Context): void {
  const { handler, site } = context;
  const list = () => appointmentList(site, handler.committed);
  app.get(
    '/api/v1/appointments',
    { schema: { summary: 'All times that are promised', tags: [tag], response: { 200: AppointmentList } } },
    list,
  );
  app.delete(
    '/api/v1/appointments/:id',
    {
      schema: {
        summary: 'Give a time free again',
        tags: [tag],
        params: Type.Object({ id: Type.String() }),
        response: { 200: AppointmentList },
      },
    },
    async ({ params: { id } }) => {
      const command = { type: 'cancel-appointment', appointment: id } as const;
      eventsOf(await handler.handle({ command, actor: staff }));
      return list();
    },
  );
  booking(app, context);
}

function booking(app: Server, context: Context): void {
  const { site, visitorKeys } = context;
  post(
    app,
    {
      path: 'appointments',
      summary: 'Promise somebody a time',
      tag,
      body: BookAppointment,
      answer: AppointmentView,
      status: 201,
    },
    async ({ body: { service, at, code, visitor }, request }) => {
      const booked = await book(context, code ?? null, (appointment, drawn) => ({
        command: {
          type: 'book-appointment',
          appointment,
          code: drawn,
          service,
          source: 'staff',
          at: atOf(at, '/at'),
          visitorKey: visitor === undefined ? null : visitorKeys(visitor),
        },
        actor: staff,
        key: requestKey(request, 'staff', { personal: 'visitor' }),
      }));
      return appointmentView(site, { ...booked, state: 'booked' });
    },
  );
  post(
    app,
    {
      path: 'return-slots',
      summary: 'A time to come back, for one who finds the service full',
      tag: 'visitor',
      body: TakeReturnSlot,
      answer: ReturnSlot,
      status: 201,
    },
    async ({ body: { service, kiosk = null }, request }) => {
      const visitor = kiosk ?? FIRST_KIOSK;
      const {
        code,
        at,
        service: letter,
      } = await book(context, null, (appointment, drawn) => ({
        command: { type: 'take-return-slot', appointment, code: drawn, service, kiosk },
        actor: { kind: 'visitor', id: visitor },
        key: requestKey(request, `visitor:${visitor}`),
      }));
      return { code, service: letter, serviceName: serviceName(site, letter), at: instant(at) };
    },
  );
}

type Booking = Asked & {
  readonly command: Extract<ArrivalCommand, { type: 'book-appointment' | 'take-return-slot' }>;
};

/** Books under the code that was given, or under one that is free; who draws the same at the same moment draws again. */
async function book(
  { handler, ids, clock }: Context,
  given: string | null,
  asked: (appointment: string, code: string) => Booking,
): Promise<Omit<Appointment, 'state'>> {
  for (let draw = 1; ; draw += 1) {
    const code = given ?? String(Math.floor(ids.fraction() * 10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');
    const outcome = await handler.handle(asked(ids.ulid(clock.now().at), code));
    const isClash = outcome.kind === 'refused' && outcome.code === 'appointment-taken';
    if (isClash && given === null && draw < DRAWS_MAX) continue;
    const [booked] = eventsOf(outcome);
    if (booked?.type !== 'appointment.booked') throw new Error('a booking told of something else');
    return booked.data.appointment;
  }
}
