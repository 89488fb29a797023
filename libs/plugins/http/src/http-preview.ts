import {
  type DeliveryContext,
  type HeaderPairs,
  type PluginPreview,
  previewPart,
  redactHeaders,
  redactUrl,
  REDACTED,
  ThrownResult,
} from '@posthorn/plugin-sdk';
import type { HttpConfig, HttpSecrets } from './http.config.js';
import { prepareRequest } from './prepared-request.js';

type Context = DeliveryContext<HttpConfig, HttpSecrets>;

/** The request as it would be sent, credentials and signatures redacted; why there would be none where there would be none. */
export function httpPreview(context: Context): PluginPreview {
  const { config, event } = context;
  const parts = [previewPart('method', config.method)];
  try {
    const { target, body, headers } = prepareRequest(context);
    const hidden = new Set(config.auth.type === 'hmac' ? [config.auth.header.toLowerCase()] : []);
    const token: HeaderPairs = config.auth.type === 'oauth2' ? [['authorization', REDACTED]] : [];
    const shown = redactHeaders([...headers, ...token], hidden);
    parts.push(
      previewPart('url', redactUrl(target.url)),
      previewPart('headers', shown.map(([name, value]) => `${name}: ${value}`).join('\n')),
    );
    if (body.bytes !== null)
      parts.push(previewPart('body', body.bytes, body.contentType ?? event.contentType ?? 'application/octet-stream'));
  } catch (error) {
    if (!(error instanceof ThrownResult)) throw error;
    parts.push(previewPart('failure', error.message));
  }
  return { parts };
}
