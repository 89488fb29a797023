import { type DeliveryContext, type HeaderPairs, templateVariables } from '@posthorn/plugin-sdk';
import type { HttpConfig, HttpSecrets } from './http.config.js';
import { requestBody, type RequestBody } from './request-body.js';
import { requestHeaders } from './request-headers.js';
import { type Target, targetOf } from './target-url.js';

/** All of an attempt's request but an access token, which is not asked for in vain. */
export interface PreparedRequest {
  readonly target: Target;
  readonly body: RequestBody;
  readonly headers: HeaderPairs;
}

/** @throws DeliveryFailed, TemplateError: why there is nothing to send */
export function prepareRequest(context: DeliveryContext<HttpConfig, HttpSecrets>): PreparedRequest {
  const { config, secrets, event } = context;
  let made: object | undefined;
  const variables = () => (made ??= templateVariables(context));
  const target = targetOf({ config, secrets, event, variables });
  const body = requestBody(config, event, variables);
  return { target, body, headers: requestHeaders(context, { url: target.url, body, variables }) };
}
