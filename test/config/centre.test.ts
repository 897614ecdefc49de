/** What a lobby file says about the central system. */
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { configOf, faultLines, faultsOf, lobby } from './lobby.ts';

/** The sound lobby with a centre; its line is the 8th. */
const withCentre = (centre: string) => lobby({}, `centre: ${centre}`);

describe('a centre that makes sense', () => {
  test.each([
    ["{ url: 'simulated:' }", { url: 'simulated:', secretFile: null }],
    [
      '{ url: https://centre.example.org/events?key=1, secretFile: /etc/foyer/secret }',
      { url: 'https://centre.example.org/events?key=1', secretFile: '/etc/foyer/secret' },
    ],
    [
      '{ url: http://127.0.0.1:9000/, secretFile: secrets/centre }',
      { url: 'http://127.0.0.1:9000/', secretFile: resolve('secrets/centre') },
    ],
    [
      "{ url: 'http://[::1]:9000', secretFile: ./centre }",
      { url: 'http://[::1]:9000', secretFile: resolve('centre') },
    ],
    [
      '{ url: http://localhost, secretFile: centre }',
      { url: 'http://localhost', secretFile: resolve('centre') },
    ],
  ])('%s', (centre, expected) => {
    expect(configOf(withCentre(centre)).centre).toEqual(expected);
  });

  test('is none where the file says nothing', () => {
    expect(configOf(lobby({})).centre).toBeNull();
  });
});

test.each([
  ['{ url: https://centre.example.org }', '8:9 centre', /"secretFile" is missing.*whsec_/],
  ["{ url: 'simulated:', secretFile: x }", '8:42 centre.secretFile', /take secretFile away/],
  ["{ url: 'simulated:fast' }", '8:16 centre.url', /no web address.*simulated:/],
  ['{ url: centre.example.org, secretFile: x }', '8:16 centre.url', /no web address.*https:/],
  ['{ url: ftp://centre.example.org, secretFile: x }', '8:16 centre.url', /no web address/],
  ['{ url: "https://", secretFile: x }', '8:16 centre.url', /no web address/],
  ['{ url: https://me:pw@centre.example.org, secretFile: x }', '8:16 centre.url', /user name or a password/],
  ['{ url: https://me@centre.example.org, secretFile: x }', '8:16 centre.url', /user name or a password/],
  ['{ url: https://centre.example.org/#here, secretFile: x }', '8:16 centre.url', /has a #/],
  ['{ url: http://centre.example.org, secretFile: x }', '8:16 centre.url', /in the clear; write https/],
  ['{ url: http://10.0.0.7, secretFile: x }', '8:16 centre.url', /in the clear/],
  ['{ url: http://127.0.0.1.example.org, secretFile: x }', '8:16 centre.url', /in the clear/],
  ['{ url: "", secretFile: x }', '8:16 centre.url', /^It is empty.*https:/],
  ["{ url: 'simulated:', secret: whsec_x }", '8:30 centre.secret', /Unknown key "secret".*secretFile/],
  ['{ secretFile: x }', '8:9 centre', /"url" is missing.*central system/],
  ['simulated', '8:9 centre', /must be a mapping/],
  ['{ url: 7, secretFile: x }', '8:16 centre.url', /number 7.*quotes/],
  ['{ url: https://centre.example.org, secretFile: "" }', '8:56 centre.secretFile', /^It is empty.*whsec_/],
])('%s: the fault is at %s', (centre, place, message) => {
  const faults = faultsOf(withCentre(centre));
  expect(faults.map(({ line, column, path }) => `${line}:${column} ${path}`)).toEqual([place]);
  expect(faults[0]?.message).toMatch(message);
});

test('its faults come with all others', () => {
  expect(faultLines(lobby({ timeZone: 'timeZone: Mars' }, 'centre: { url: x }'))).toHaveLength(2);
});
