import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { pluginFaults, pluginSchemasOf, type JsonSchema } from '../../host/index.js';
import type { ConformanceCheck, ConformanceSubject } from './plugin-fixtures.js';

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';
const UNKNOWN_FIELD = 'noSuchFieldAtAll';
const SERVER_URL = { http: 'http://127.0.0.1:8080', smtp: 'smtp://127.0.0.1:2525' };

/** One schema is the type, the check, the form and the documentation: each has to come out of it. */
export const schemasCheck: ConformanceCheck = {
  name: 'its schemas make a form, keep what they accept and refuse the rest by field',
  run: (subject) =>
    Promise.resolve([...pluginFaults(subject.plugin), ...formFindings(subject), ...parseFindings(subject), ...invalidFindings(subject)]),
};

function formFindings(subject: ConformanceSubject): readonly string[] {
  try {
    const { config, secrets } = pluginSchemasOf(subject.plugin);
    const valid = validInput(subject);
    return [...schemaFindings('configSchema', config, valid.config), ...schemaFindings('secretsSchema', secrets, valid.secrets)];
  } catch (error) {
    return [`The schemas cannot be written as JSON Schema: ${String(error)}`];
  }
}

function schemaFindings(name: string, schema: JsonSchema, valid: object): readonly string[] {
  const findings: string[] = [];
  // Read back: what is no JSON Schema throws, and what a form would let through has to be what the relay takes.
  const form = z.fromJSONSchema({ ...schema });
  if (!form.safeParse(valid).success) findings.push(`${name} as JSON Schema refuses the valid fixture`);
  if (form.safeParse({ ...valid, [UNKNOWN_FIELD]: 1 }).success) findings.push(`${name} as JSON Schema accepts unknown fields`);
  if (schema.$schema !== DIALECT || schema.type !== 'object') findings.push(`${name} is no JSON Schema 2020-12 of an object`);
  if (schema.additionalProperties !== false) findings.push(`${name} lets unknown fields through: make it with z.strictObject`);
  if (!isDeepStrictEqual(JSON.parse(JSON.stringify(schema)), schema)) findings.push(`${name} does not survive JSON`);
  for (const [field, property] of Object.entries({ ...Object(schema.properties) })) {
    const { title }: { readonly title?: unknown } = { ...Object(property) };
    if (typeof title !== 'string') findings.push(`${name}: ${field} has no title; give it one with .meta({ title })`);
  }
  return findings;
}

function validInput({ fixtures }: ConformanceSubject) {
  const url = SERVER_URL[fixtures.transport ?? 'http'];
  return { config: fixtures.config(url), secrets: fixtures.secrets?.(url) ?? {} };
}

function parseFindings(subject: ConformanceSubject): readonly string[] {
  const { plugin } = subject;
  const { config, secrets } = validInput(subject);
  const findings: string[] = [];
  for (const [name, schema, value] of [
    ['config', plugin.configSchema, config],
    ['secrets', plugin.secretsSchema, secrets],
  ] as const) {
    const first = schema.safeParse(value);
    if (!first.success) {
      findings.push(`The fixture's ${name} is refused: ${z.prettifyError(first.error)}`);
      continue;
    }
    const again = schema.safeParse(JSON.parse(JSON.stringify(first.data)));
    if (!again.success || !isDeepStrictEqual(again.data, first.data))
      findings.push(`What the ${name} schema made is not what it makes of it again`);
    if (schema.safeParse({ ...value, [UNKNOWN_FIELD]: 1 }).success) findings.push(`An unknown field of ${name} is accepted`);
  }
  if (findings.length === 0)
    findings.push(...faultFields(subject, config, secrets).map((field) => `The valid fixture is refused at ${field}`));
  return findings;
}

function invalidFindings(subject: ConformanceSubject): readonly string[] {
  const valid = validInput(subject);
  if (subject.fixtures.invalid.length === 0) return ['There is no fixture of an invalid configuration'];
  return subject.fixtures.invalid.flatMap(({ field, config = valid.config, secrets = valid.secrets }) => {
    const fields = faultFields(subject, config, secrets);
    if (fields.length === 0) return [`What is wrong at ${field} is accepted`];
    return fields.some((at) => at === field || at.startsWith(`${field}.`))
      ? []
      : [`What is wrong at ${field} is refused at ${fields.join(', ')}`];
  });
}

/** As the relay reads a destination that is written. */
function faultFields({ plugin }: ConformanceSubject, config: object, secrets: object): readonly string[] {
  const [readConfig, readSecrets] = [plugin.configSchema.safeParse(config), plugin.secretsSchema.safeParse(secrets)];
  const issues = [
    ['config', readConfig.error],
    ['secrets', readSecrets.error],
  ] as const;
  const fields = issues.flatMap(([at, error]) =>
    (error?.issues ?? []).flatMap(({ path, ...issue }) =>
      (issue.code === 'unrecognized_keys' ? issue.keys : ['']).map((key) => [at, ...path, key].join('.').replace(/\.$/, '')),
    ),
  );
  if (!readConfig.success || !readSecrets.success) return fields;
  return (plugin.validate?.(readConfig.data, Object.keys(secrets), readSecrets.data) ?? []).map(({ field }) => field);
}
