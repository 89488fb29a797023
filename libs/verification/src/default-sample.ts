import type { Rule } from '@posthorn/contracts';
import type { SampleFacts, SampleRequest, SchemeDefaults } from './verifier.js';

/** A webhook in which a provider's own rules find type, id and time: enough to see how an event of it will look. */
export function defaultSample(defaults: SchemeDefaults = {}): (facts: SampleFacts) => SampleRequest {
  return ({ id, atMs }) => {
    const body: Record<string, unknown> = {};
    const headers: [string, string][] = [['content-type', 'application/json']];
    const put = (rule: Rule | undefined, value: string): void => {
      if (rule?.from === 'header') headers.push([rule.name, value]);
      if (rule?.from === 'body') putAt(body, rule.path, value);
    };
    put(defaults.occurredAt, new Date(atMs).toISOString());
    put(defaults.externalId, id);
    put(defaults.eventType, 'sample');
    body['sample'] = 'Posthorn sent this; a webhook of the provider has more in it.';
    return { headers, body: JSON.stringify(body) };
  };
}

/** Rules of providers are dotted keys; an index makes a list. */
function putAt(root: Record<string, unknown>, path: string, value: string): void {
  const keys = path
    .replaceAll('[', '.')
    .replaceAll(']', '')
    .split('.')
    .filter((key) => key !== '');
  let place = root;
  for (const [index, key] of keys.slice(0, -1).entries()) {
    const next = place[key] ?? (/^\d+$/.test(keys[index + 1] ?? '') ? [] : {});
    place[key] = next;
    place = next as Record<string, unknown>;
  }
  place[keys.at(-1) ?? ''] = value;
}
