import { decodeProtectedHeader, importPKCS8, SignJWT, type JWTVerifyOptions } from 'jose';
import { z } from 'zod';
import { importSecrets, isActive, type Keyed } from '../active-secrets.js';
import { defineScheme } from '../define-scheme.js';
import { headerNameOption, httpUrlOption } from '../option-schemas.js';
import { ASYMMETRIC_ALGORITHMS, isHmacAlgorithm, TOKEN_ALGORITHMS } from '../tokens/algorithms.js';
import { isMismatch, judgeWithKey, judgeWithKeySet, type TokenJudgement } from '../tokens/jwt-judge.js';
import { remoteKeys } from '../tokens/remote-keys.js';
import { readToken } from '../tokens/token-reader.js';
import { importVerificationKey, type VerificationKey } from '../tokens/verification-key.js';
import { compiledUnlessFaulty, refuse } from '../verdicts.js';
import type { InboundRequest, SchemeFault, Verdict, Verifier, VerifierEnvironment } from '../verifier.js';

const claim = z.string().min(1).max(2048);

const options = z
  .strictObject({
    algorithms: z.array(z.enum(TOKEN_ALGORITHMS)).min(1),
    issuer: claim.optional(),
    audience: z.union([claim, z.array(claim).min(1).max(32)]).optional(),
    jwksUrl: httpUrlOption().optional(),
    clockToleranceSeconds: z.int().min(0).max(3600).default(60),
    header: headerNameOption().default('authorization'),
    requireExpiry: z.boolean().default(true),
  })
  // With both kinds allowed, a public key that everybody knows could serve as an HMAC secret.
  .refine(({ algorithms }) => algorithms.every(isHmacAlgorithm) || !algorithms.some(isHmacAlgorithm), {
    path: ['algorithms'],
    message: 'HS* algorithms and those with public keys must not be mixed in one source.',
  })
  .refine(({ algorithms, jwksUrl }) => jwksUrl === undefined || !algorithms.some(isHmacAlgorithm), {
    path: ['algorithms'],
    message: `A key set has public keys; use some of ${ASYMMETRIC_ALGORITHMS.join(', ')}.`,
  });
type JwtOptions = z.output<typeof options>;

/** A JSON Web Token (RFC 7519) in a header, signed with a key that the source knows or a key set has. */
export const jwt = defineScheme({
  name: 'jwt',
  title: 'JSON Web Token',
  guide: {
    secret: 'The shared secret as text (HS*), or the public key as PEM or JWK; none with jwksUrl.',
    setup: ['Let the sender send its token in the header Authorization: Bearer, or in the one that `header` names.'],
  },
  options,
  signsWith: 'secret',
  async sign(parsed, input) {
    const [algorithm = 'HS256'] = parsed.algorithms;
    const nowSeconds = Math.floor(input.atMs / 1000);
    const token = new SignJWT({})
      .setProtectedHeader({ alg: algorithm })
      .setIssuedAt(nowSeconds)
      .setExpirationTime(nowSeconds + 300);
    if (parsed.issuer !== undefined) token.setIssuer(parsed.issuer);
    if (parsed.audience !== undefined) token.setAudience(parsed.audience);
    const key = isHmacAlgorithm(algorithm) ? new TextEncoder().encode(input.secret) : await importPKCS8(input.secret, algorithm);
    const value = `${parsed.header === 'authorization' ? 'Bearer ' : ''}${await token.sign(key)}`;
    return { ...input, headers: [...input.headers, [parsed.header, value]] };
  },
  compile(parsed, secrets, environment) {
    const faults: SchemeFault[] = [];
    if (parsed.jwksUrl !== undefined) {
      if (secrets.length > 0)
        faults.push({ field: 'secrets', code: 'invalid', message: 'With jwksUrl the keys come from there: give no secrets.' });
      const keys = remoteKeys(parsed.jwksUrl, environment);
      return compiledUnlessFaulty(
        faults,
        () => new JwtVerifier(parsed, environment, { find: async (t, o) => none(await judgeWithKeySet(t, keys, o)) }),
      );
    }
    const keys = importSecrets(secrets, faults, (value) => importVerificationKey(value, parsed.algorithms));
    return compiledUnlessFaulty(faults, () => new JwtVerifier(parsed, environment, { find: (t, o, now) => tryKeys(t, keys, o, now) }));
  },
});

interface Found {
  readonly judgement: TokenJudgement;
  readonly secretId: string | null;
}

interface KeyFinder {
  find(token: string, verifyOptions: JWTVerifyOptions, nowMs: number): Promise<Found>;
}

class JwtVerifier implements Verifier {
  readonly credentials;
  readonly challenge = 'Bearer realm="posthorn"';

  constructor(
    private readonly options: JwtOptions,
    private readonly environment: VerifierEnvironment,
    private readonly keys: KeyFinder,
  ) {
    this.credentials = { headers: [options.header], query: [] };
  }

  async verify(request: InboundRequest): Promise<Verdict> {
    const token = readToken(request, this.options.header, true);
    if (typeof token !== 'string') return token;
    const nowMs = this.environment.clock.now();
    const { judgement, secretId } = await this.keys.find(token, verifyOptions(this.options, nowMs), nowMs);
    return judgement.ok ? { ok: true, secretId } : judgement;
  }
}

function verifyOptions(parsed: JwtOptions, nowMs: number): JWTVerifyOptions {
  return {
    algorithms: parsed.algorithms,
    ...(parsed.issuer !== undefined && { issuer: parsed.issuer }),
    ...(parsed.audience !== undefined && { audience: parsed.audience }),
    clockTolerance: parsed.clockToleranceSeconds,
    currentDate: new Date(nowMs),
    requiredClaims: parsed.requireExpiry ? ['exp'] : [],
  };
}

async function tryKeys(
  token: string,
  keys: readonly Keyed<VerificationKey>[],
  verifyOptions: JWTVerifyOptions,
  nowMs: number,
): Promise<Found> {
  const active = keys.filter((key) => isActive(key, nowMs));
  if (active.length === 0) return none(refuse('token-invalid', 'The source has no active secret.'));
  const algorithm = algorithmOf(token);
  if (algorithm === null) return none(refuse('token-invalid', 'The token is not a JWT that can be read.'));
  for (const { key, secretId } of active) {
    const found = await key.find(algorithm);
    if (!found) continue;
    const judgement = await judgeWithKey(token, found, verifyOptions);
    if (!isMismatch(judgement)) return { judgement, secretId };
  }
  const usable = verifyOptions.algorithms?.includes(algorithm) ?? false;
  const detail = usable
    ? "The token's signature matches none of the active secrets."
    : "The token's algorithm is not one that the source allows.";
  return none(refuse('token-invalid', detail));
}

function algorithmOf(token: string): string | null {
  try {
    const { alg } = decodeProtectedHeader(token);
    return typeof alg === 'string' ? alg : null;
  } catch {
    return null;
  }
}

function none(judgement: TokenJudgement): Found {
  return { judgement, secretId: null };
}
