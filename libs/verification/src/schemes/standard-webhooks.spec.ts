import { generateKeyPairSync, sign } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { signStandardWebhooks } from '../testing/signers.js';
import { inbound, outcome, secret, TestClock, verifierOf } from '../testing/inbound.js';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const BODY = '{"type":"order.paid","text":"Grüße"}';
const NOW_MS = new TestClock().now();
const NOW_S = String(Math.floor(NOW_MS / 1000));
const LIBRARY_SIGNATURE = new Webhook(SECRET).sign('msg_1', new Date(NOW_MS), BODY);

function headers(signature: string | null, id: string | null = 'msg_1', timestamp: string | null = NOW_S) {
  const all = [
    ['Webhook-Id', id],
    ['Webhook-Timestamp', timestamp],
    ['Webhook-Signature', signature],
  ] as const;
  return all.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
}

describe('standard-webhooks', () => {
  const verifier = verifierOf('standard-webhooks', {}, [secret(SECRET)]);

  it('accepts what the reference library signs, and carries its id', async () => {
    expect(await verifier.verify(inbound(headers(LIBRARY_SIGNATURE), BODY))).toMatchObject({ ok: true, externalId: 'msg_1' });
  });

  it('signs what the reference library accepts', () => {
    const signed = signStandardWebhooks({ secret: SECRET, id: 'msg_2', atMs: Date.now(), body: BODY });
    expect(new Webhook(SECRET).verify(BODY, signed)).toMatchObject({ type: 'order.paid' });
  });

  it.each([
    ['a second signature that matches', headers(`v1,${'A'.repeat(43)}= ${LIBRARY_SIGNATURE}`), BODY, 'accepted'],
    ['another body', headers(LIBRARY_SIGNATURE), `${BODY} `, 'signature-mismatch'],
    ['another id', headers(LIBRARY_SIGNATURE, 'msg_2'), BODY, 'signature-mismatch'],
    ['no id', headers(LIBRARY_SIGNATURE, null), BODY, 'id-missing'],
    ['no signature', headers(null), BODY, 'signature-missing'],
    ['no timestamp', headers(LIBRARY_SIGNATURE, 'msg_1', null), BODY, 'timestamp-missing'],
    ['a timestamp too old', headers(LIBRARY_SIGNATURE, 'msg_1', String(Number(NOW_S) - 301)), BODY, 'timestamp-too-old'],
    ['a timestamp to come', headers(LIBRARY_SIGNATURE, 'msg_1', String(Number(NOW_S) + 301)), BODY, 'timestamp-in-future'],
    ['only version 2', headers(LIBRARY_SIGNATURE.replace('v1,', 'v2,')), BODY, 'signature-unsupported'],
    ['only Ed25519, for an HMAC secret', headers(LIBRARY_SIGNATURE.replace('v1,', 'v1a,')), BODY, 'signature-unsupported'],
    ['no version', headers(LIBRARY_SIGNATURE.slice(3)), BODY, 'signature-malformed'],
    ['no base64', headers('v1,***'), BODY, 'signature-malformed'],
  ])('with %s', async (_case, given, body, expected) => {
    expect(outcome(await verifier.verify(inbound(given, body)))).toBe(expected);
  });

  it('checks v1a with an Ed25519 public key, and never an HMAC made with that key', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const raw = Buffer.from(String(publicKey.export({ format: 'jwk' }).x), 'base64url').toString('base64');
    const ed25519 = verifierOf('standard-webhooks', {}, [secret(`whpk_${raw}`)]);
    const signature = sign(null, Buffer.from(`msg_1.${NOW_S}.${BODY}`), privateKey).toString('base64');
    expect(outcome(await ed25519.verify(inbound(headers(`v1a,${signature}`), BODY)))).toBe('accepted');
    expect(outcome(await ed25519.verify(inbound(headers(`v1a,${signature}`), `${BODY} `)))).toBe('signature-mismatch');
    const forged = new Webhook(`whsec_${raw}`).sign('msg_1', new Date(NOW_MS), BODY);
    expect(outcome(await ed25519.verify(inbound(headers(forged), BODY)))).toBe('signature-unsupported');
  });
});
