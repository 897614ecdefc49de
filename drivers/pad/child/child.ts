/** The child process: conversations with boards by their number, for as long as the host holds them. */
import { beatMs, type FromChild, type ToChild } from './messages.ts';
import { Session } from './session.ts';

const sessions = new Map<number, Session>();

/** What the host no longer hears, it no longer needs. */
function say(message: FromChild): void {
  if (process.connected) process.send?.(message, undefined, {}, () => undefined);
}

function take(message: ToChild): void {
  const { session } = message;
  switch (message.kind) {
    case 'open':
      sessions.set(
        session,
        new Session(message.terms, (said) => say({ kind: 'session', session, message: said })),
      );
      return;
    case 'received':
      sessions.get(session)?.receive(message.bytes);
      return;
    case 'switch':
      sessions.get(session)?.switch(message.pin, message.isHigh);
      return;
    case 'drop':
      sessions.get(session)?.end();
      sessions.delete(session);
  }
}

// Our own host is on the other end; nobody else can write there.
process.on('message', (message) => take(message as ToChild));
setInterval(() => say({ kind: 'beat' }), beatMs);
say({ kind: 'beat' });
