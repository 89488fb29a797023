import { z } from 'zod';

/** `token` of RFC 9110 section 5.6.2. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}$/;

export function isHeaderName(text: string): boolean {
  return HEADER_NAME.test(text);
}

/** The name of a header in an option, made lower case. */
export function headerNameOption(): z.ZodType<string, string> {
  return z
    .string()
    .refine(isHeaderName, 'This is not the name of an HTTP header.')
    .overwrite((name) => name.toLowerCase());
}

/** A URL that the relay fetches. User info is refused: it would be a secret outside the secrets box, shown in answers and logs. */
export function httpUrlOption(): z.ZodType<string, string> {
  return z.string().max(2048).refine(isPlainHttpUrl, 'This must be an http: or https: URL without user name, password or fragment.');
}

export function isPlainHttpUrl(text: string): boolean {
  const url = URL.parse(text);
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return false;
  return url.username === '' && url.password === '' && !text.includes('#') && text === text.trim();
}

/** How far a sender's clock may be off, in seconds, to either side. */
export function toleranceOption(): z.ZodDefault<z.ZodNumber> {
  return z.int().min(1).max(604_800).default(300).describe('How far the time of a request may be off, in seconds, to either side');
}

/** The URL as it stands at the provider, for signatures that cover it: behind a rewriting proxy it is another than the relay's own. */
export function signedUrlOption(): z.ZodOptional<z.ZodType<string, string>> {
  return httpUrlOption().optional().describe('The URL as the provider has it, where that is not the one that the relay shows');
}
