/** `none` is not here, so that no configuration can allow it. */
export const HMAC_TOKEN_ALGORITHMS = ['HS256', 'HS384', 'HS512'] as const;
export const ASYMMETRIC_ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
] as const;
export const TOKEN_ALGORITHMS = [...HMAC_TOKEN_ALGORITHMS, ...ASYMMETRIC_ALGORITHMS] as const;
export type TokenAlgorithm = (typeof TOKEN_ALGORITHMS)[number];

export function isHmacAlgorithm(algorithm: string): boolean {
  return algorithm.startsWith('HS');
}
