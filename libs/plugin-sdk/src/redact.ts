import { type HeaderPairs, REDACTED } from '@posthorn/contracts';

/** Headers that carry a credential or a proof by their very name. */
const CREDENTIAL_NAME = /signature|token|secret|authorization|authentication|cookie|password|credential|api[-_]?key|access[-_]?key/i;

/** Names come again with each attempt; senders choose them, so not for ever. */
const MAX_JUDGED_NAMES = 2_000;
const judged = new Map<string, boolean>();

/** True for a name that history must not show the value of. */
function isCredentialName(name: string): boolean {
  const known = judged.get(name);
  if (known !== undefined) return known;
  if (judged.size >= MAX_JUDGED_NAMES) judged.clear();
  const isCredential = CREDENTIAL_NAME.test(name);
  judged.set(name, isCredential);
  return isCredential;
}

/** Headers as an attempt record shows them. `names` (lower case) are redacted besides those that say so themselves. */
export function redactHeaders(headers: HeaderPairs, names: ReadonlySet<string> = NO_NAMES): HeaderPairs {
  return headers.map((pair) => (names.has(pair[0].toLowerCase()) || isCredentialName(pair[0]) ? [pair[0], REDACTED] : pair));
}

/** A URL as an attempt record shows it: without user and password, and without the values of credentials in its query. `names` as they stand there. */
export function redactUrl(text: string, names: ReadonlySet<string> = NO_NAMES): string {
  const url = URL.parse(text);
  if (url === null) return 'invalid:';
  url.username = '';
  url.password = '';
  url.hash = '';
  if (url.search === '') return url.href;
  const shown = url.search
    .slice(1)
    .split('&')
    .map((pair) => {
      const [name = ''] = pair.split('=', 1);
      return names.has(name) || isCredentialName(name) ? `${name}=${REDACTED}` : pair;
    });
  url.search = '';
  return `${url.href}?${shown.join('&')}`;
}

/** The value of the first header of this name (lower case). */
export function headerValue(headers: HeaderPairs, name: string): string | undefined {
  return headers.find(([candidate]) => candidate.toLowerCase() === name)?.[1];
}

const NO_NAMES: ReadonlySet<string> = new Set();
