import { inspect } from 'node:util';
import type { ObservedAttempt } from '../make-context.js';
import { type Attempt, withEndpoint } from './attempt.js';
import type { Endpoint } from './http-endpoint.js';
import type { ConformanceCheck, ConformanceSubject } from './plugin-fixtures.js';

const MIN_MARKER_CHARS = 8;

/**
 * Secrets are looked for in what the plugin itself says, before the relay cuts them out: the relay's net is the second one. And in what is
 * kept of an answer that echoes everything, where the relay's net is the only one.
 */
export const secretsCheck: ConformanceCheck = {
  name: 'its secrets are in no result, log or error',
  run: (subject) => withEndpoint(subject, (endpoint, attempt) => look(subject, endpoint, attempt)),
};

async function look({ plugin, fixtures }: ConformanceSubject, endpoint: Endpoint, attempt: Attempt): Promise<readonly string[]> {
  const secrets = fixtures.secrets?.(endpoint.url) ?? {};
  const markers = Object.entries(secrets).map(([name, value]) => [name, markersOf(value)] as const);
  const findings = markers
    .filter(([, marks]) => marks.length === 0)
    .map(([name]) => `The fixture's secret ${name} is too short to be looked for`);
  const search = (where: string, text: string) => {
    for (const [name, marks] of markers) if (marks.some((mark) => text.includes(mark))) findings.push(`The secret ${name} is in ${where}`);
  };
  for (const behaviour of ['good', 'echo', 'reset', 'garbage'] as const) {
    endpoint.behave(behaviour === 'good' ? (fixtures.goodAnswer ?? {}) : behaviour);
    const observed = await attempt();
    search(`what deliver says (${behaviour})`, ownWords(observed));
    search(`its log (${behaviour})`, observed.said.join('\n'));
    search(`the record of the attempt (${behaviour})`, JSON.stringify(observed.result));
  }
  const config = plugin.configSchema.safeParse(fixtures.config(endpoint.url));
  if (config.success) search('the faults of validate', JSON.stringify(plugin.validate?.(config.data, Object.keys(secrets)) ?? []));
  return findings;
}

/** The answer that a result points to is the relay's to clean. */
function ownWords({ returned, thrown }: ObservedAttempt): string {
  const { response, ...said }: { readonly response?: unknown } = { ...Object(returned) };
  const error = thrown instanceof Error ? `${thrown.message}\n${inspect(Object.values(thrown), { depth: 6 })}` : inspect(thrown);
  return response === undefined && returned === undefined ? error : `${inspect(said, { depth: 6, maxStringLength: null })}\n${error}`;
}

function markersOf(secret: string): readonly string[] {
  const path = URL.parse(secret)?.pathname.slice(1) ?? '';
  const value = /^https?:/.test(secret) ? path : secret;
  if (value.length < MIN_MARKER_CHARS) return [];
  return [value, encodeURIComponent(value), Buffer.from(value).toString('base64').replace(/=+$/, '').slice(0, -1)];
}
