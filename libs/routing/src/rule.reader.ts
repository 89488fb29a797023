import { bareMediaType, type EventFault, parseRulePath, type RawHeaders, type Rule, valueAtPath } from '@posthorn/contracts';
import { JsonBody } from './json-body.js';

/** What rules can look at. */
export interface RuleRequest {
  readonly headers: RawHeaders;
  /** Without the question mark. */
  readonly query: string;
  readonly body: Buffer;
  readonly contentType: string | null;
}

/** One request as all its rules see it: JSON and form are parsed at most once, and only if a rule asks. */
export class RuleContext {
  private parsedForm: URLSearchParams | undefined;

  constructor(
    readonly request: RuleRequest,
    readonly json = new JsonBody(request.body),
  ) {}

  /** The same request with another head, its body parsed once for both. */
  withHead(head: Pick<RuleRequest, 'headers' | 'query'>): RuleContext {
    return new RuleContext({ ...this.request, ...head }, this.json);
  }

  form(): URLSearchParams {
    return (this.parsedForm ??= new URLSearchParams(this.request.body.toString('utf8')));
  }
}

/** A text, or why there is none. */
export type RuleResult = { readonly text: string } | { readonly code: EventFault['code']; readonly message: string };
export type RuleReader = (context: RuleContext) => RuleResult;

/** Makes a reader of a rule, its path taken apart once. */
export function compileRule(rule: Rule): RuleReader {
  switch (rule.from) {
    case 'const':
      return () => ({ text: rule.value });
    case 'header':
      return compileHeader(rule.name.toLowerCase());
    case 'query':
      return ({ request }) => present(new URLSearchParams(request.query).get(rule.name), `The query has no ${rule.name}.`);
    case 'form':
      return compileForm(rule.path);
    case 'body':
      return compileBody(rule.path);
  }
}

// An empty text counts as not found: as an external id it would make every event a duplicate.
function present(text: string | null | undefined, message: string): RuleResult {
  return text ? { text } : { code: 'not-found', message };
}

function compileHeader(name: string): RuleReader {
  return ({ request: { headers } }) => {
    for (let at = 0; at + 1 < headers.length; at += 2) {
      const candidate = headers[at] ?? '';
      if (candidate.length === name.length && candidate.toLowerCase() === name)
        return present(headers[at + 1], `The header ${name} is empty.`);
    }
    return { code: 'not-found', message: `There is no header ${name}.` };
  };
}

function compileForm(name: string): RuleReader {
  return (context) => {
    const mediaType = bareMediaType(context.request.contentType);
    if (mediaType !== '' && mediaType !== 'application/x-www-form-urlencoded') {
      return { code: 'not-found', message: `The body is ${mediaType}, not a form.` };
    }
    return present(context.form().get(name), `The form has no ${name}.`);
  };
}

function compileBody(path: string): RuleReader {
  const steps = parseRulePath(path);
  // Only a rule that was never validated gets here.
  if (!steps) return () => ({ code: 'not-found', message: `${path} is not a path.` });
  return ({ json, request }) => {
    const document = json.read();
    if (!document) return { code: 'invalid-json', message: `The body (${request.body.length} bytes) is not JSON in UTF-8.` };
    const value = valueAtPath(document.value, steps);
    if (typeof value === 'string' || value === undefined || value === null) return present(value, `The body has no ${path}.`);
    if (typeof value === 'boolean') return { text: String(value) };
    if (typeof value === 'number') return { text: json.numberText(steps, value) };
    return { code: 'not-a-scalar', message: `${path} is ${Array.isArray(value) ? 'a list' : 'an object'}, not a text or a number.` };
  };
}
