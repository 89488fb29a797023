import { isUtf8 } from 'node:buffer';
import { ApiProperty } from '@nestjs/swagger';
import { CREDENTIAL_HEADERS, REDACTED, type RawHeaders } from '@posthorn/contracts';

export class BodyView {
  @ApiProperty({ enum: ['utf8', 'base64'] }) readonly encoding!: 'utf8' | 'base64';
  @ApiProperty() readonly data!: string;
}

/** As text only where the text gives the very bytes back. */
export function presentBody(body: Buffer): BodyView {
  return isUtf8(body) ? { encoding: 'utf8', data: body.toString('utf8') } : { encoding: 'base64', data: body.toString('base64') };
}

/** Pairs in the order received, duplicates and case kept. */
export function presentHeaders(raw: RawHeaders): [name: string, value: string][] {
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = raw[at] ?? '';
    pairs.push([name, CREDENTIAL_HEADERS.has(name.toLowerCase()) ? REDACTED : (raw[at + 1] ?? '')]);
  }
  return pairs;
}

/** `[[name, value]]` in the OpenAPI document. */
export const HEADER_PAIRS_SCHEMA = {
  type: 'array' as const,
  items: { type: 'array' as const, items: { type: 'string' as const }, minItems: 2, maxItems: 2 },
};
