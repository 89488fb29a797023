/** True for an absolute `http:` or `https:` URL without user or password: those would be shown with the configuration. */
export function isHttpUrl(text: string): boolean {
  return isUrlOf(text, ['http:', 'https:']);
}

/** True for an `smtp:` or `smtps:` URL with a host and without user or password: those are secrets. */
export function isSmtpUrl(text: string): boolean {
  return isUrlOf(text, ['smtp:', 'smtps:']);
}

function isUrlOf(text: string, protocols: readonly string[]): boolean {
  const url = URL.parse(text);
  return url !== null && protocols.includes(url.protocol) && url.hostname !== '' && url.username === '' && url.password === '';
}
