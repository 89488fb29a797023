import {
  DEFAULT_DEDUPE_WINDOW_SECONDS,
  DEFAULT_RESPONSE,
  EVENT_METHODS,
  type FieldError,
  type SearchKey,
  type SourceResponse,
} from '@posthorn/contracts';
import { parseRule, ruleOfSearchKey } from '@posthorn/routing';
import type { SourceEntity } from '@posthorn/store';
import { isJsonObject, mergeFields, mergePatch, type JsonObject } from '../api/merge-patch.js';
import { mergeRule, readRule } from '../api/rule-field.js';
import { MAX_RESPONSE_BYTES, type SearchKeyDto, type SourceDto, type SourceResponseDto } from './source.dto.js';

/** What a body says of a source, read and filled up with defaults; slug, verification and secrets are read elsewhere. */
export type SourceSettings = Pick<
  SourceEntity,
  | 'name'
  | 'status'
  | 'eventType'
  | 'externalId'
  | 'occurredAt'
  | 'searchKeys'
  | 'dedupeWindowSeconds'
  | 'maxBodyBytes'
  | 'response'
  | SourceOption
>;

type SourceOption = 'methods' | 'allowedIps' | 'contentTypes' | 'requiredHeaders' | 'rateLimit';

const NO_BODY_STATUSES = [204, 205];

/** Reads what class-validator has let through; reports what only the domain can judge. */
export function readSettings(dto: SourceDto, maxBodyCeiling: number, faults: FieldError[]): SourceSettings {
  if (dto.maxBodyBytes && dto.maxBodyBytes > maxBodyCeiling) {
    faults.push({ field: 'maxBodyBytes', code: 'invalid', message: `The installation's ceiling is ${maxBodyCeiling}.` });
  }
  return {
    name: dto.name,
    status: dto.status ?? 'enabled',
    eventType: readRule(dto.eventType, 'eventType', faults),
    // A constant external id would make every event a duplicate of the first.
    externalId: readRule(dto.externalId, 'externalId', faults, { allowConst: false }),
    occurredAt: readRule(dto.occurredAt, 'occurredAt', faults),
    searchKeys: readSearchKeys(dto.searchKeys ?? [], faults),
    dedupeWindowSeconds: dto.dedupeWindowSeconds ?? DEFAULT_DEDUPE_WINDOW_SECONDS,
    maxBodyBytes: dto.maxBodyBytes ?? null,
    ...readOptions(dto),
    response: readResponse(dto.response ?? {}, faults),
  };
}

/** Each name stands once: it is what people search by. */
function readSearchKeys(dtos: readonly SearchKeyDto[], faults: FieldError[]): SearchKey[] {
  return dtos.map(({ name, from, path }, index) => {
    const field = `searchKeys.${index}`;
    const key: SearchKey = { name, from: from ?? 'body', path };
    if (dtos.findIndex((other) => other.name === name) < index)
      faults.push({ field: `${field}.name`, code: 'invalid', message: 'Another search key of this source has this name.' });
    const parsed = parseRule(ruleOfSearchKey(key), field);
    // The rule calls a header's name by its name, a search key calls it `path`.
    if (!parsed.ok) faults.push(...parsed.faults.map((fault) => ({ ...fault, field: `${field}.path` })));
    return key;
  });
}

/** Names without a case are kept in lower case, as requests are compared. */
function readOptions({ methods, allowedIps, contentTypes, requiredHeaders, rateLimit }: SourceDto): Pick<SourceEntity, SourceOption> {
  return {
    methods: methods ?? [...EVENT_METHODS],
    allowedIps: allowedIps ?? null,
    contentTypes: contentTypes ? distinctLowerCase(contentTypes) : null,
    requiredHeaders: distinctLowerCase(requiredHeaders ?? []),
    rateLimit: rateLimit ? { count: rateLimit.count, perSeconds: rateLimit.perSeconds } : null,
  };
}

const distinctLowerCase = (names: readonly string[]): string[] => [...new Set(names.map((name) => name.toLowerCase()))];

function readResponse(dto: SourceResponseDto, faults: FieldError[]): SourceResponse {
  const status = dto.status ?? DEFAULT_RESPONSE.status;
  const bodiless = NO_BODY_STATUSES.includes(status);
  const body = dto.body ?? (bodiless ? '' : DEFAULT_RESPONSE.body);
  if (bodiless && body !== '')
    faults.push({ field: 'response.body', code: 'invalid', message: `A ${status} has no body (RFC 9110 section 15.3).` });
  if (Buffer.byteLength(body) > MAX_RESPONSE_BYTES) faults.push({ field: 'response.body', code: 'invalid', message: 'At most 64 KiB.' });
  return { status, contentType: dto.contentType ?? DEFAULT_RESPONSE.contentType, body };
}

/** The source as its writer would have written it, and a patch merged into that. */
export function mergeSource(source: SourceEntity, patch: JsonObject): Record<string, unknown> {
  const { slug, name, status, provider, options, eventType, externalId, occurredAt, dedupeWindowSeconds, maxBodyBytes, response } = source;
  const { methods, allowedIps, contentTypes, requiredHeaders, rateLimit, searchKeys } = source;
  const rules: Record<string, unknown> = { eventType, externalId, occurredAt };
  const { verification, ...rest } = patch;
  const merged = mergeFields(
    {
      ...{ slug, name, status, dedupeWindowSeconds, maxBodyBytes, response, verification: { provider, options } },
      ...{ methods, allowedIps, contentTypes, requiredHeaders, rateLimit, searchKeys },
      ...rules,
    },
    // `null` for rules is decided below, with everything else about them.
    Object.fromEntries(Object.entries(rest).filter(([field]) => !(field in rules))),
  );
  for (const field of Object.keys(rules)) if (field in patch) merged[field] = mergeRule(rules[field], patch[field]);
  // What this made of a 200 with a body cannot be a 204.
  if (isJsonObject(patch['response']) && !('body' in patch['response'])) dropBody(merged['response']);
  if ('verification' in patch) merged['verification'] = mergeVerification({ provider, options }, verification);
  return merged;
}

/** Another provider begins without the old one's options. */
function mergeVerification(current: { readonly provider: string; readonly options: unknown }, patch: unknown): unknown {
  if (!isJsonObject(patch)) return patch === null ? undefined : patch;
  const changed = 'provider' in patch && patch['provider'] !== current.provider;
  return mergePatch(changed ? { ...current, options: {} } : current, patch);
}

function dropBody(response: unknown): void {
  if (typeof response === 'object' && response !== null && 'status' in response && NO_BODY_STATUSES.includes(Number(response.status))) {
    Reflect.deleteProperty(response, 'body');
  }
}
