import { renderField, TemplateError } from '@posthorn/plugin-sdk';
import { MAX_URL_CHARS } from './field-patterns.js';

/** The scheme and host in front of a URL's templates; `null` if a template would decide over them. */
export function literalOrigin(template: string): string | null {
  return /^(https?:\/\/[^/?#\\{}\s]+)[/?]/i.exec(template)?.[1] ?? null;
}

/**
 * Each value that a template prints is one component: what would separate components is percent-encoded. What encoding does not stop is
 * refused: a value of dots, since `..` climbs in any spelling, also behind a `%2F` that a receiver may decode before it looks at the
 * path; and an empty one, which would leave its segment out and address another resource.
 */
export function renderedUrl(template: string, variables: object): URL {
  const text = renderField('config.url', template, variables, 'url-component');
  const url = text.length <= MAX_URL_CHARS ? URL.parse(text) : null;
  const origin = literalOrigin(template);
  if (url === null || origin === null || url.origin !== URL.parse(origin)?.origin)
    throw urlError(`It makes no URL of at most ${MAX_URL_CHARS} characters`);
  const path = pathOf(text, origin);
  if (climbs(path)) throw urlError('A value of dots would climb out of its place in the path');
  const written = pathOf(template.replace(/\{\{.*?\}\}/gs, 'x').replace(/\{%.*?%\}/gs, ''), origin);
  if ((path.includes('//') && !written.includes('//')) || (path.endsWith('/') && !written.endsWith('/')))
    throw urlError('An empty value would leave out a part of the path');
  return url;
}

const urlError = (problem: string) => new TemplateError(problem, 1, 1).in('config.url');

const pathOf = (url: string, origin: string): string => url.slice(origin.length).split(/[?#]/, 1)[0] ?? '';

/** Whether a receiver that decodes a path before it looks at it would go up in it. */
export function climbs(path: string): boolean {
  return path.split(/[/\\]/).some((segment) =>
    decoded(segment)
      .split(/[/\\]/)
      .some((part) => part === '.' || part === '..'),
  );
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment.replace(/%2e/gi, '.').replace(/%(2f|5c)/gi, '/');
  }
}
