import { Body, type PipeTransform } from '@nestjs/common';
import { ProblemError } from '@posthorn/platform';

export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** RFC 7396 section 2. */
export function mergePatch(target: unknown, patch: JsonObject): Record<string, unknown> {
  const merged: Record<string, unknown> = isJsonObject(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) Reflect.deleteProperty(merged, name);
    else merged[name] = isJsonObject(value) ? mergePatch(merged[name], value) : value;
  }
  return merged;
}

/** Merges a patch into a resource. What it removes stays as `undefined`, so that validation still sees the name of a field that is none. */
export function mergeFields(resource: JsonObject, patch: JsonObject): Record<string, unknown> {
  const removed = Object.entries(patch).flatMap(([name, value]) => (value === null ? [[name, undefined]] : []));
  return { ...mergePatch(resource, patch), ...Object.fromEntries(removed) };
}

/** An object that says what it is by which of `names` it has: giving one drops the others, unless the patch gives them too. */
export function mergeAlternatives(target: unknown, patch: unknown, names: readonly string[]): unknown {
  if (patch === null) return undefined;
  if (!isJsonObject(patch)) return patch;
  const given = names.some((name) => name in patch);
  const kept =
    given && isJsonObject(target) ? Object.fromEntries(Object.entries(target).filter(([name]) => !names.includes(name))) : target;
  return mergePatch(kept, patch);
}

class JsonObjectPipe implements PipeTransform<unknown, JsonObject> {
  transform(value: unknown): JsonObject {
    if (isJsonObject(value)) return value;
    throw new ProblemError('invalid', { errors: [{ field: '', code: 'invalid', message: 'The body must be a JSON object.' }] });
  }
}

/** The body of a PATCH; it is validated after the merge, as what it makes of the resource. */
export function PatchBody(): ParameterDecorator {
  return Body(new JsonObjectPipe());
}
