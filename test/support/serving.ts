/** A visit under way, from which other things follow. */
import { LobbyUnderTest } from './lobby.ts';

/** A001 is being served at counter 1 by lin; chen is at counter 2, which calls B. */
export function serving(): LobbyUnderTest {
  const test = LobbyUnderTest.open();
  test.must({ type: 'sign-in', counter: '2', agent: 'chen' });
  test.take('A');
  test.call('1');
  test.must({ type: 'start', counter: '1' });
  return test;
}
