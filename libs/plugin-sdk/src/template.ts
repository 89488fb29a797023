import { type FilterImplOptions, Liquid, type LiquidOptions, type Template } from 'liquidjs';
import type { ConfigFault } from './config-fault.js';
import { escapeSlackMarkup } from './slack-escape.js';
import { TemplateCache } from './template-cache.js';
import { TemplateError } from './template-error.js';

/**
 * How values are made harmless where they are printed: HTML, Slack's mrkdwn, that within the strings of a JSON text, inside the quotes of any
 * JSON text (`| json` prints a whole JSON value), as a component of a URL or of a form, or not at all (plain text). `| raw` prints as it is,
 * except for `json` and `url-component`, where a value must never become more than a value; for `slack-json` it prints mrkdwn as it is.
 */
export type TemplateEscape = 'none' | 'html' | 'slack-mrkdwn' | 'slack-json' | 'json' | 'url-component';

/** The longest template that is parsed; a plugin's config says so in its schema. */
export const MAX_TEMPLATE_CHARS = 65_536;
const MAX_RENDER_MS = 250;
/** liquidjs's own measure: characters and elements that a template makes. */
const MAX_ALLOCATIONS = 10_000_000;
/** What a filter is charged for each element of a list: sorting 200,000 of them took a second, and nothing interrupts a filter. */
const ALLOCATIONS_PER_ELEMENT = 200;
const MAX_OUTPUT_CHARS = 1_048_576;

const ESCAPES: Record<TemplateEscape, (text: string) => string> = {
  none: (text) => text,
  html: (text) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`),
  'slack-mrkdwn': escapeSlackMarkup,
  'slack-json': (text) => JSON.stringify(escapeSlackMarkup(text)).slice(1, -1),
  json: (text) => JSON.stringify(text.toWellFormed()).slice(1, -1),
  'url-component': (text) => encodeURIComponent(text.toWellFormed()),
};
/** Where `raw` prints like everything else. */
const STRICT: ReadonlySet<TemplateEscape> = new Set(['json', 'url-component']);

interface Engine {
  readonly liquid: Liquid;
  readonly parsed: TemplateCache;
}

const engines: Record<TemplateEscape, Engine> = {
  none: createEngine('none'),
  html: createEngine('html'),
  'slack-mrkdwn': createEngine('slack-mrkdwn'),
  json: createEngine('json'),
  'url-component': createEngine('url-component'),
  'slack-json': createEngine('slack-json'),
};

/** Renders a Liquid template (https://liquidjs.com). A missing variable prints nothing, an unknown filter or tag is a {@link TemplateError}. */
export function renderTemplate(text: string, variables: object, escape: TemplateEscape = 'none'): string {
  const engine = engines[escape];
  const template = parse(engine, text);
  // A copy: `increment` writes into what it is given.
  const output = located(() => engine.liquid.renderSync(template, { ...variables }) as unknown);
  const rendered = typeof output === 'string' ? output : '';
  if (rendered.length > MAX_OUTPUT_CHARS) throw new TemplateError(`The text is longer than ${MAX_OUTPUT_CHARS} characters`, 1, 1);
  return rendered;
}

/** True for a text in which Liquid would see more than text. */
export const isTemplate = (text: string): boolean => text.includes('{{') || text.includes('{%');

/** The fault of a template, or `null`. Called when a destination is written, so that nobody learns of it from a failed delivery. */
export function validateTemplate(text: string): TemplateError | null {
  try {
    located(() => engines.none.liquid.parse(text));
    return null;
  } catch (error) {
    if (error instanceof TemplateError) return error;
    throw error;
  }
}

/** As {@link renderTemplate}, for the template in a field of the configuration: its error says in which, for example `config.subject`. */
export function renderField(field: string, text: string, variables: object, escape: TemplateEscape = 'none'): string {
  try {
    return renderTemplate(text, variables, escape);
  } catch (error) {
    throw error instanceof TemplateError ? error.in(field) : error;
  }
}

/** For a plugin's `validate`: the faults of the templates in these fields of its config, each with line and column. What is no text is skipped. */
export function templateFaults(config: object, fields: readonly string[]): readonly ConfigFault[] {
  const texts: Readonly<Record<string, unknown>> = { ...config };
  return fields.flatMap((name) => {
    const text = texts[name];
    const error = typeof text === 'string' ? validateTemplate(text) : null;
    return error ? [error.in(`config.${name}`).fault('invalid')] : [];
  });
}

function createEngine(escape: TemplateEscape): Engine {
  const options: LiquidOptions = {
    strictFilters: true,
    ownPropertyOnly: true,
    // Times come out alike wherever the relay runs.
    timezoneOffset: 0,
    locale: 'en-US',
    templates: {},
    parseLimit: MAX_TEMPLATE_CHARS,
    renderLimit: MAX_RENDER_MS,
    memoryLimit: MAX_ALLOCATIONS,
    outputEscape: (value: unknown) => ESCAPES[escape](withinLimit(printed(value))),
  };
  const liquid = new Liquid(options);
  // A template is one text: there are no files to take in.
  for (const tag of ['include', 'render', 'layout', 'block']) delete liquid.tags[tag];
  if (STRICT.has(escape)) liquid.registerFilter('raw', (value: unknown) => value);
  if (escape === 'json') printJsonWhole(liquid);
  if (escape === 'slack-json') {
    liquid.registerFilter('json', { raw: true, handler: slackJson });
    liquid.registerFilter('raw', { raw: true, handler: (value: unknown) => ESCAPES.json(withinLimit(printed(value))) });
  }
  limitFilters(liquid);
  return { liquid, parsed: new TemplateCache() };
}

/** `{{ value | json }}` is a JSON value by itself, and one that is missing is `null`: nothing of it is escaped once more. */
function printJsonWhole(liquid: Liquid): void {
  for (const name of ['json', 'jsonify']) {
    const { handler } = filterOf(liquid, name);
    if (!handler) continue;
    liquid.registerFilter(name, {
      raw: true,
      handler(this: FilterThis, value: unknown, ...args: unknown[]): unknown {
        return handler.call(this, value ?? null, ...args) as unknown;
      },
    });
  }
}

function filterOf(liquid: Liquid, name: string) {
  const filter = liquid.filters[name];
  return typeof filter === 'function' ? { handler: filter, raw: false } : { ...filter };
}

type FilterThis = ThisParameterType<Extract<FilterImplOptions, (...args: never[]) => unknown>>;

/** liquidjs looks at the clock between tags only, and a hundred sorts fit into one: here also before each filter. */
function limitFilters(liquid: Liquid): void {
  for (const name of Object.keys(liquid.filters)) {
    const { handler, raw } = filterOf(liquid, name);
    if (!handler) continue;
    const limited = function (this: FilterThis, value: unknown, ...args: unknown[]): unknown {
      const { renderLimit, memoryLimit } = this.context;
      renderLimit.check(performance.now());
      for (const one of [value, ...args]) if (Array.isArray(one)) memoryLimit.use(one.length * ALLOCATIONS_PER_ELEMENT);
      return handler.call(this, value, ...args) as unknown;
    };
    liquid.registerFilter(name, raw === undefined ? limited : { handler: limited, raw });
  }
}

/** A JSON value whose strings are escaped: escaped once more, as a whole, it would be none. */
function slackJson(value: unknown): string {
  return withinLimit(
    JSON.stringify(value ?? null, (_key, inner: unknown) => (typeof inner === 'string' ? escapeSlackMarkup(inner) : inner)),
  );
}

/** Before escaping, which would take long for megabytes that are not shown anyway. */
function withinLimit(text: string): string {
  if (text.length > MAX_OUTPUT_CHARS) throw new Error(`The text is longer than ${MAX_OUTPUT_CHARS} characters`);
  return text;
}

function printed(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function parse(engine: Engine, text: string): Template[] {
  const known = engine.parsed.get(text);
  if (known) return known;
  const template = located(() => engine.liquid.parse(text));
  engine.parsed.add(text, template);
  return template;
}

/** liquidjs hangs the place onto the message and the token; here it becomes two numbers. */
function located<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const [line, column] = position(error);
    throw new TemplateError(error.message.replace(/, (file:\S+, )?line:\d+, col:\d+$/, ''), line, column);
  }
}

function position(error: Error): readonly [number, number] {
  const match = /line:(\d+), col:(\d+)$/.exec(error.message);
  return match ? [Number(match[1]), Number(match[2])] : [1, 1];
}
