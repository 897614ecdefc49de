/**
 * A process of its own, on a server built as the host builds its own: `/noop` answers an empty POST with nothing; `/ticket`
 * reads and checks what asks for a ticket and answers like one, but does nothing else, which tells what HTTP alone costs.
 */
import Fastify, { LogController } from 'fastify';
import process from 'node:process';
import { TakeTicket } from '../../firmware-host/messages/requests.ts';
import { TakenTicket } from '../../firmware-host/messages/views.ts';

const answer: TakenTicket = {
  ticket: {
    id: '01M7ZQ6G4K0DWGS2FASG930ZJE',
    token: '1wIculWZpsoX-YId6yYt1Q',
    number: 'A001',
    archiveNumber: '261121001',
    service: 'A',
    class: 'ordinary',
    serviceName: { 'zh-CN': '咨询', 'zh-TW': '諮詢', en: 'Enquiries' },
    state: 'waiting',
    language: 'zh-CN',
    takenAt: '2026-11-21T18:51:45.683Z',
    ahead: 0,
    size: 1,
    care: { visibly: false, escort: false },
    appointmentAt: null,
    dueAt: null,
    url: 'http://127.0.0.1:8080/t/1wIculWZpsoX-YId6yYt1Q',
  },
  wait: null,
  print: {
    jobId: '01M7ZQ6G4K0DWGS2FASG930ZJE-1',
    state: 'waiting',
    proof: null,
    problem: null,
    where: null,
  },
};

/** As in firmware-host/http/server.ts: another limit or logger would be another server. */
const server = Fastify({
  bodyLimit: 16 * 1024,
  requestTimeout: 10_000,
  forceCloseConnections: true,
  logController: new LogController({ disableRequestLogging: true }),
  logger: { level: 'warn' },
  ajv: {
    customOptions: { allErrors: true, coerceTypes: false, removeAdditional: false, useDefaults: false },
  },
});
server.post('/noop', (_request, reply) => reply.code(204).send());
server.post('/ticket', { schema: { body: TakeTicket, response: { 201: TakenTicket } } }, (_request, reply) =>
  reply.code(201).send(answer),
);
await server.listen({ host: '127.0.0.1', port: 0 });
const bound = server.server.address();
if (bound === null || typeof bound === 'string') throw new Error('the server has no port');
process.stdout.write(`port ${bound.port}\n`);
