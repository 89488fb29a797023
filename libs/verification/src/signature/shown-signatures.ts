import type { RawHeaders } from '@posthorn/contracts';
import { headerValues } from '../request-headers.js';
import { decodeStrict } from '../strict-encoding.js';
import { refuse } from '../verdicts.js';
import type { Refused } from '../verifier.js';
import type { SignatureRecipe } from './recipe.js';

/** More than any provider sends while it rotates a secret; the rest is not looked at, so that nobody can buy comparisons. */
export const MAX_SIGNATURES = 16;
/** DocuSign signs with each of up to 100 keys, and any of them may be the source's. */
const MAX_NUMBERED_SIGNATURES = 100;
/** Pieces of one header that are looked at. */
const MAX_PIECES = 64;

/** The values of a recipe's signature headers that are not empty. */
export function signatureValues(headers: RawHeaders, recipe: SignatureRecipe): readonly string[] {
  const [only] = recipe.headers;
  if (recipe.headers.length === 1 && only !== undefined && !only.endsWith('*')) {
    const values = headerValues(headers, only);
    return values.includes('') ? values.filter((value) => value !== '') : values;
  }
  const found: string[] = [];
  for (let at = 0; at + 1 < headers.length; at += 2) {
    const name = (headers[at] ?? '').toLowerCase();
    const value = (headers[at + 1] ?? '').trim();
    if (value !== '' && recipe.headers.some((wanted) => isNamed(name, wanted))) found.push(value);
  }
  return found;
}

function isNamed(name: string, wanted: string): boolean {
  if (!wanted.endsWith('*')) return name === wanted;
  const number = name.startsWith(wanted.slice(0, -1)) ? name.slice(wanted.length - 1) : '';
  return number.length > 0 && number.length <= 3 && !Number.isNaN(Number(number));
}

/** A signature header taken apart. */
export interface ShownPieces {
  /** Signatures as they came, with their prefix. */
  readonly texts: readonly string[];
  /** The values of the timestamp's field, where it stands beside the signature. */
  readonly timestamps: readonly string[];
  /** A field that looks like the signature of another version. */
  readonly otherVersion: boolean;
}

/** Each value of a repeated header is looked at. That is safe: what passes was made with the secret over these very bytes, and a proxy or
 * a forger who adds a line can neither make one that passes nor spoil one that does. */
export function takeApart(values: readonly string[], recipe: SignatureRecipe): ShownPieces {
  const { separator, field } = recipe;
  const pieces = separator ? values.flatMap((value) => value.split(separator, MAX_PIECES)) : values;
  if (field === undefined) return { texts: pieces.map((piece) => piece.trim()), timestamps: [], otherVersion: false };
  const texts: string[] = [];
  const timestamps: string[] = [];
  let otherVersion = false;
  for (const piece of pieces) {
    const equals = piece.indexOf('=');
    if (equals < 0) continue;
    const name = piece.slice(0, equals).trim();
    const value = piece.slice(equals + 1).trim();
    if (name === field) texts.push(value);
    else if (recipe.timestamp?.from === 'signature' && name === recipe.timestamp.name) timestamps.push(value);
    else if (OTHER_VERSION.test(name)) otherVersion = true;
  }
  return { texts, timestamps, otherVersion };
}

const OTHER_VERSION = /^[a-z]{1,2}\d{1,3}$/i;
const OTHER_PREFIX = /^[a-z][a-z0-9]{0,15}=[^=]/i;

/** The signatures that a request shows, decoded. Those that are none are left out: one good signature among them is enough. */
export function decodeSignatures({ texts, otherVersion }: ShownPieces, recipe: SignatureRecipe): readonly Buffer[] | Refused {
  const decoded: Buffer[] = [];
  const isNumbered = recipe.headers.some((header) => header.endsWith('*'));
  const limit = isNumbered ? MAX_NUMBERED_SIGNATURES : MAX_SIGNATURES;
  for (const text of texts) {
    if (decoded.length === limit) break;
    const bytes = decodeOne(text, recipe);
    if (bytes) decoded.push(bytes);
  }
  if (decoded.length > 0) return decoded;
  const name = recipe.headers[0];
  const other = recipe.field === undefined ? texts.some((text) => isOtherPrefix(text, recipe)) : texts.length === 0 && otherVersion;
  if (other)
    return refuse(
      'signature-unsupported',
      `The header ${name} has signatures of another version than ${recipe.field ?? recipe.prefix} only.`,
    );
  return refuse('signature-malformed', `The header ${name} holds no ${recipe.encoding} signature${placeWords(recipe)}.`);
}

function decodeOne(text: string, recipe: SignatureRecipe): Buffer | null {
  if (text.startsWith(recipe.prefix)) return decodeStrict(recipe.prefix === '' ? text : text.slice(recipe.prefix.length), recipe.encoding);
  return recipe.prefixOptional ? decodeStrict(text, recipe.encoding) : null;
}

function isOtherPrefix(text: string, { prefix }: SignatureRecipe): boolean {
  return prefix.endsWith('=') && !text.startsWith(prefix) && OTHER_PREFIX.test(text);
}

function placeWords({ field, prefix }: SignatureRecipe): string {
  if (field !== undefined) return ` in the field ${field}`;
  return prefix === '' ? '' : ` after the prefix "${prefix}"`;
}
