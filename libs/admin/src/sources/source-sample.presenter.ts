import { ApiProperty } from '@nestjs/swagger';
import { CREDENTIAL_HEADERS, REDACTED, type HeaderPairs, type OutboundResponse } from '@posthorn/contracts';
import type { CredentialPlaces, SignedRequest } from '@posthorn/verification';
import { HEADER_PAIRS_SCHEMA } from '../api/captured-request.js';

class SampleRequestView {
  @ApiProperty() readonly method!: string;
  @ApiProperty() readonly url!: string;
  @ApiProperty(HEADER_PAIRS_SCHEMA) readonly headers!: HeaderPairs;
  @ApiProperty() readonly body!: string;
}

class SampleResponseView {
  @ApiProperty({ type: 'integer' }) readonly status!: number;
  @ApiProperty(HEADER_PAIRS_SCHEMA) readonly headers!: HeaderPairs;
  @ApiProperty({ description: 'At most 16 KiB' }) readonly body!: string;
}

export class SourceSampleView {
  @ApiProperty({ type: SampleRequestView }) readonly request!: SampleRequestView;
  @ApiProperty({ type: SampleResponseView }) readonly response!: SampleResponseView;
}

/** What was sent, its credentials hidden as history hides them, and what the source's URL answered. */
export function presentSample(
  request: SignedRequest,
  response: OutboundResponse,
  credentials: CredentialPlaces,
  secret: string | null,
): SourceSampleView {
  const isCredential = (name: string): boolean => CREDENTIAL_HEADERS.has(name) || credentials.headers.includes(name);
  const url = new URL(request.url);
  for (const name of credentials.query) if (url.searchParams.has(name)) url.searchParams.set(name, REDACTED);
  return {
    request: {
      method: request.method,
      url: credentials.query.length > 0 ? url.href : request.url,
      headers: request.headers.map(([name, value]) => [name, isCredential(name.toLowerCase()) ? REDACTED : value] as const),
      body: bodyWithout(secret, request.body.toString('utf8')),
    },
    response: { status: response.status, headers: response.headers, body: response.body.toString('utf8') },
  };
}

/** Some providers show the secret itself in a JSON body. */
function bodyWithout(secret: string | null, body: string): string {
  return secret === null ? body : body.replaceAll(JSON.stringify(secret), JSON.stringify(REDACTED));
}
