// `npm run generate:client`: writes libs/client/src/admin-api.schema.ts from the OpenAPI document. `--check` writes nothing, exit 1 = stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';
import { adminApiDocument } from './admin-api-document.mjs';

const target = fileURLToPath(new URL('../../libs/client/src/admin-api.schema.ts', import.meta.url));
const HEADER = `// Written by \`npm run generate:client\` from the OpenAPI document of the admin API. Do not edit.
/* eslint-disable */
`;

const types = astToString(await openapiTypescript(await adminApiDocument(), { alphabetize: true, defaultNonNullable: false }));
const text = await format(HEADER + types, { ...(await resolveConfig(target)), filepath: target });
const isStale = readOrEmpty(target) !== text;
const isCheck = process.argv.includes('--check');
if (isStale && !isCheck) writeFileSync(target, text);
console.log(isStale ? (isCheck ? 'stale: npm run generate:client' : 'written') : 'up to date');
process.exit(isStale && isCheck ? 1 : 0);

function readOrEmpty(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
