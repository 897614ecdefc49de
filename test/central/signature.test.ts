/** Signatures, held against the standard's own library. */
import { createSecretKey } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { TOLERANCE_SECONDS, isSigned, signatureHeaders } from '../../firmware-host/central/signature.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const key = createSecretKey(Buffer.from(secret.slice('whsec_'.length), 'base64'));
const body = '{"message":"A023 请到 1 号窗口"}';

it('is the one that the standard gives as its example', () => {
  // github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md, and Svix's documentation.
  const headers = signatureHeaders(
    key,
    'msg_p5jXN8AQM9LWM0D4loKWxJek',
    1_614_265_330_999,
    '{"test": 2432232314}',
  );
  expect(headers).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

it("is taken by the standard's own library, and its by us", () => {
  const theirs = new Webhook(secret);
  const now = Date.now();
  const ours = signatureHeaders(key, 'id-1', now, body);
  expect(theirs.verify(body, { ...ours })).toEqual(JSON.parse(body));
  const signature = theirs.sign('id-2', new Date(now), body);
  const headers = {
    'webhook-id': 'id-2',
    'webhook-timestamp': String(Math.floor(now / 1000)),
    'webhook-signature': signature,
  };
  expect(isSigned(key, headers, body, now)).toBe(true);
});

describe('our verifier', () => {
  const at = 1_700_000_000_000;
  const headers = signatureHeaders(key, 'id', at, body);
  const other = createSecretKey(Buffer.alloc(32, 7));

  it.each([
    ['the same', headers, body, true],
    ['another body', headers, `${body} `, false],
    ['another id', { ...headers, 'webhook-id': 'di' }, body, false],
    ['another time', { ...headers, 'webhook-timestamp': '1700000001' }, body, false],
    ["somebody else's key", signatureHeaders(other, 'id', at, body), body, false],
    ['no signature', { ...headers, 'webhook-signature': undefined }, body, false],
    ['an empty signature', { ...headers, 'webhook-signature': '' }, body, false],
    ['a time that is none', { ...headers, 'webhook-timestamp': 'soon' }, body, false],
    ['one of several', several(headers['webhook-signature']), body, true],
  ])('%s: %#', (_name, given, text, expected) => {
    expect(isSigned(key, given, text, at)).toBe(expected);
  });

  function several(signature: string) {
    return { ...headers, 'webhook-signature': `v1a,abc v1,AAAA ${signature}` };
  }

  it('takes no old ones, and none from the future', () => {
    const toleranceMs = TOLERANCE_SECONDS * 1000;
    expect([-1, 1].map((sign) => isSigned(key, headers, body, at + sign * toleranceMs))).toEqual([
      true,
      true,
    ]);
    expect([-1, 1].map((sign) => isSigned(key, headers, body, at + sign * (toleranceMs + 1)))).toEqual([
      false,
      false,
    ]);
  });
});
