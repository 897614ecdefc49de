/** Metrics that have left their targets, and what staff answer. */
import { alarmViews } from '../displays/alarm-views.ts';
import { AcknowledgeAlarm, AlarmList } from '../messages/alarms.ts';
import type { Context } from './context.ts';
import { requestKey } from './idempotency.ts';
import { post } from './post.ts';
import { staff } from './said.ts';
import type { Server } from './typed-server.ts';
import { withText } from './with-text.ts';

const tag = 'metrics';

export function alarmRoutes(app: Server, context: Context): void {
  const { handler } = context;
  const list = (): AlarmList => ({ alarms: alarmViews(handler.committed) });
  app.get(
    '/api/v1/alarms',
    {
      schema: { summary: 'Metrics that are out of their targets', tags: [tag], response: { 200: AlarmList } },
    },
    list,
  );
  post(
    app,
    {
      path: 'alarms/:alarm/acknowledge',
      summary:
        'Say what is done about it: it is not told every hour any more, and stays until the metric is back',
      tag,
      body: AcknowledgeAlarm,
      answer: AlarmList,
    },
    async ({ params: { alarm }, body: { by = staff.id, note }, request }) => {
      await withText(context, note, (ref) => ({
        command: { type: 'acknowledge-alarm', alarm, by, note: ref },
        actor: staff,
        key: requestKey(request, 'staff', { personal: 'note' }),
      }));
      return list();
    },
  );
}
