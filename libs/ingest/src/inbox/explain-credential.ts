import { CREDENTIAL_HEADERS, type RawHeaders, type RefusalFinding } from '@posthorn/contracts';
import { findScheme, type CredentialPlaces, type InboundRequest } from '@posthorn/verification';
import { activeSecrets, trialOf, type UnverifiedRequest } from './unverified-request.js';
import type { Trials } from './trials.js';

const MAX_VALUES = 40;
const MAX_VALUE_LENGTH = 4_096;
/** They come with every request and are nobody's credential. */
const NEVER = new Set(['host', 'content-type', 'content-length', 'accept', 'accept-encoding', 'user-agent', 'connection', 'date']);

interface ShownValue {
  readonly place: string;
  readonly value: string;
}

/** Shows whatever came, wherever it came, to the source's verifier as the credential. */
export async function explainCredential(asked: UnverifiedRequest, trials: Trials): Promise<readonly RefusalFinding[]> {
  if (!/^(?:credential|token)-/.test(asked.reason)) return [];
  const secrets = activeSecrets(asked);
  const trial = { ...trialOf(asked), secrets };
  const places = placesOf(asked);
  for (const { place, value } of valuesIn(asked.request)) {
    for (const [expected, request] of shownAt(asked.request, places, value)) {
      if (!(await trials.passes({ ...trial, request }))) continue;
      const how = place === expected ? 'but not in the form that the scheme expects' : `but ${expected} is where it is expected`;
      return [{ code: 'credential-place', message: `The right credential came in ${place}, ${how}.` }];
    }
  }
  return [];
}

function placesOf(asked: UnverifiedRequest): CredentialPlaces {
  const { provider, options } = asked.source.verification;
  const environment = { clock: { now: () => asked.receivedAtMs }, fetch: () => Promise.reject(new Error('nothing is fetched here')) };
  const compiled = findScheme(provider)?.compile(options, activeSecrets(asked), environment);
  return compiled?.ok ? compiled.verifier.credentials : { headers: [], query: [] };
}

function valuesIn({ headers, query }: InboundRequest): ShownValue[] {
  const values: ShownValue[] = [];
  for (let at = 0; at + 1 < headers.length; at += 2) {
    const name = (headers[at] ?? '').toLowerCase();
    if (!NEVER.has(name)) values.push({ place: `the header ${name}`, value: headers[at + 1] ?? '' });
  }
  for (const [name, value] of new URLSearchParams(query)) values.push({ place: `the query parameter ${name}`, value });
  // Where credentials usually are comes first.
  const isUsual = ({ place }: ShownValue): boolean => CREDENTIAL_HEADERS.has(place.replace('the header ', ''));
  return values
    .filter(({ value }) => value !== '' && value.length <= MAX_VALUE_LENGTH)
    .sort((a, b) => Number(isUsual(b)) - Number(isUsual(a)))
    .slice(0, MAX_VALUES);
}

function* shownAt(request: InboundRequest, places: CredentialPlaces, value: string): Generator<[place: string, InboundRequest]> {
  const bare = value.trim().replace(/^\S+\s+/, '');
  const forms = new Set([value, bare, `Bearer ${bare}`, `Basic ${bare}`, `Basic ${Buffer.from(bare).toString('base64')}`]);
  for (const form of forms) {
    for (const name of places.headers)
      yield [`the header ${name}`, { ...request, headers: [...without(request.headers, name), name, form] }];
    for (const name of places.query) {
      yield [`the query parameter ${name}`, { ...request, query: new URLSearchParams({ [name]: form }).toString() }];
    }
  }
}

function without(headers: RawHeaders, name: string): string[] {
  return headers.filter((_part, at) => headers[at - (at % 2)]?.toLowerCase() !== name);
}
