/** Whether what is said about the central system makes sense: an address that keeps what is sent, and a secret where one is needed. */
import { isLoopback } from './access.ts';
import { valueAt } from './data.ts';
import { quote, type Fault } from './faults.ts';
import type { YamlFile } from './read-yaml.ts';

const SIMULATED = 'simulated:';

/** Faults of sense under `centre`. */
export function checkCentre(yaml: YamlFile): Fault[] {
  const url = valueAt(yaml.value, ['centre', 'url']);
  if (typeof url !== 'string' || url === '') return [];
  const wrong = urlFault(url);
  if (wrong !== null) return [yaml.at(['centre', 'url'], `${quote(withoutPassword(url))} ${wrong}`)];
  const secretFile = valueAt(yaml.value, ['centre', 'secretFile']);
  if (url === SIMULATED) {
    if (secretFile === undefined) return [];
    const message = 'The simulated centre brings a secret of its own; take secretFile away.';
    return [yaml.at(['centre', 'secretFile'], message)];
  }
  if (secretFile !== undefined) return [];
  return [
    yaml.at(
      ['centre'],
      '"secretFile" is missing: without a secret the centre could not know who sends. ' +
        'Name the file that holds the one you share with it (whsec_…).',
    ),
  ];
}

/** Faults are printed and logged. */
const withoutPassword = (text: string): string => text.replace(/\/\/[^/@]*@/, '//…@');

function urlFault(text: string): string | null {
  if (text === SIMULATED) return null;
  const url = URL.parse(text);
  if (url === null || !/^https?:\/\//i.test(text)) {
    return `is no web address; write it like https://centre.example.org/events, or ${SIMULATED} for a demo.`;
  }
  if (url.username !== '' || url.password !== '') {
    return 'has a user name or a password in it; take it away, the secret in secretFile says who sends.';
  }
  if (url.hash !== '') return 'has a # in it, of which nothing would be sent; take it away.';
  // Written in brackets in an address only.
  if (url.protocol === 'http:' && !isLoopback(url.hostname.replace(/^\[(.*)\]$/, '$1'))) {
    return 'would send everything in the clear; write https://. Only on this machine itself may it be http://.';
  }
  return null;
}
