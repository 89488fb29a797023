import { domainToASCII } from 'node:url';
import {
  type ConfigFault,
  isTemplate,
  parseMailAddress,
  renderField,
  TemplateError,
  type TemplateVariables,
  validateTemplate,
} from '@posthorn/plugin-sdk';
import type { EmailConfig } from './email.config.js';

const LISTS = ['to', 'cc', 'bcc'] as const;
type Lists = Readonly<Record<(typeof LISTS)[number], readonly string[]>>;

/**
 * Whom this event's mail goes to. An entry that renders to nothing is left out; one that renders to no address, or to one outside of
 * `allowedDomains`, is a {@link TemplateError}: a sender may choose among recipients, and not make the relay write to the world.
 */
export function recipientsOf(config: EmailConfig, variables: TemplateVariables): Lists {
  const allowed = new Set(config.allowedDomains.map(asciiDomain));
  const render = (list: (typeof LISTS)[number]) =>
    config[list].flatMap((entry, i) => (isTemplate(entry) ? rendered(`config.${list}.${i}`, entry, variables, allowed) : [entry]));
  return { to: render('to'), cc: render('cc'), bcc: render('bcc') };
}

function rendered(field: string, entry: string, variables: TemplateVariables, allowed: ReadonlySet<string>): readonly string[] {
  const text = renderField(field, entry, variables).trim();
  if (text === '') return [];
  const parsed = parseMailAddress(text);
  if (parsed === null) throw new TemplateError('It renders to no email address', 1, 1, field);
  const at = parsed.address.lastIndexOf('@');
  const domain = asciiDomain(parsed.address.slice(at + 1));
  if (domain === '' || !allowed.has(domain) || ROUTE.test(parsed.address.slice(0, at)))
    throw new TemplateError('It renders to an address outside of config.allowedDomains', 1, 1, field);
  return [text];
}

/** For `validate`. */
export function recipientFaults(config: EmailConfig): readonly ConfigFault[] {
  const entries = LISTS.flatMap((list) => config[list].map((entry, i) => ({ field: `config.${list}.${i}`, entry })));
  const templates = entries.filter(({ entry }) => isTemplate(entry));
  const faults = templates.flatMap(({ field, entry }) => validateTemplate(entry)?.in(field).fault('invalid') ?? []);
  if (templates.length === 0 || config.allowedDomains.length > 0) return faults;
  const message = 'Recipients from templates need the domains that they may be in.';
  return [...faults, { field: 'config.allowedDomains', code: 'required', message }];
}

/** `eve%evil.example@example.com` and `evil.example!eve@example.com`: mail servers such as Postfix send them on, to another domain. */
const ROUTE = /[%!]/;

const asciiDomain = (domain: string) => domainToASCII(domain).toLowerCase();
