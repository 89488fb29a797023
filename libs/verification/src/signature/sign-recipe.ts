import { createHmac, createPrivateKey, sign } from 'node:crypto';
import { decodeStrict } from '../strict-encoding.js';
import type { SignedRequest, SigningInput } from '../verifier.js';
import { contentOf, parseSignedContent } from './content-template.js';
import { isKeyPair, type SignatureRecipe } from './recipe.js';
import { writeTimestamp } from './signing-time.js';

/** A request as the provider would send it. A recipe that cannot be signed here (a header that the input lacks) throws. */
export function signRecipe(recipe: SignatureRecipe, input: SigningInput): SignedRequest {
  const { timestamp } = recipe;
  const time = timestamp ? writeTimestamp(input.atMs, timestamp.unit) : '';
  const headers = input.headers.filter(([name]) => timestamp?.from !== 'header' || name !== timestamp.name);
  if (timestamp?.from === 'header') headers.push([timestamp.name, time]);
  if (recipe.idHeader !== undefined && !headers.some(([name]) => name === recipe.idHeader)) headers.push([recipe.idHeader, input.id]);
  const id = headers.find(([name]) => name === recipe.idHeader)?.[1] ?? input.id;
  const parsed = parseSignedContent(recipe.signedContent);
  if ('fault' in parsed) throw new Error(parsed.fault);
  const request = { method: input.method, url: input.url, query: '', headers: headers.flat(), body: input.body };
  const content = contentOf(parsed.parts, request, { timestamp: time, id, url: recipe.url ?? input.url });
  if (typeof content === 'string') throw new Error(`${content} belongs to the signed content.`);
  const signature = recipe.prefix + digestOf(recipe, content, input.secret).toString(recipe.encoding);
  const fields = [...(timestamp?.from === 'signature' ? [`${timestamp.name}=${time}`] : []), `${recipe.field}=${signature}`];
  const name = (recipe.headers[0] ?? '').replace('*', '1');
  headers.push([name, recipe.field === undefined ? signature : fields.join(recipe.separator ?? ',')]);
  return { method: input.method, url: input.url, headers, body: input.body };
}

function digestOf(recipe: SignatureRecipe, content: readonly Buffer[], secret: string): Buffer {
  const { algorithm, secretEncoding, secretPrefix = '' } = recipe;
  if (isKeyPair(algorithm)) return sign(algorithm === 'ed25519' ? null : 'sha256', Buffer.concat(content), createPrivateKey(secret));
  const text = secret.slice(secretPrefix.length);
  const key = secretEncoding === 'utf8' ? Buffer.from(text) : decodeStrict(text, secretEncoding);
  if (!key) throw new Error(`The secret is not ${secretEncoding}.`);
  const hmac = createHmac(algorithm, key);
  for (const piece of content) hmac.update(piece);
  return hmac.digest();
}
