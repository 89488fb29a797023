import { MailRefusedError, OutboundError, type OutboundErrorCode } from '@posthorn/contracts';
import { isTemplateError, TemplateError } from '@posthorn/plugin-sdk';

const OUTBOUND_CODES: ReadonlySet<unknown> = new Set<OutboundErrorCode>([
  ...(['aborted', 'address-not-allowed', 'invalid-request', 'invalid-url', 'network', 'timeout', 'tls'] as const),
]);
const MAX_MESSAGE_CHARS = 2_000;
const MAX_NAME_CHARS = 100;

/** An error that crosses between threads: of those that mean something, what they mean; of any other, its name. */
export type WireError =
  | { readonly as: 'outbound'; readonly code: OutboundErrorCode; readonly message: string }
  | { readonly as: 'mail-refused'; readonly responseCode: number; readonly message: string }
  | {
      readonly as: 'template';
      readonly problem: string;
      readonly line: number;
      readonly column: number;
      readonly field: string | null;
    }
  | { readonly as: 'other'; readonly name: string };

/** By name, since a plugin may bring its own copy of the SDK. Whatever was thrown, this does not throw. */
export function toWireError(error: unknown): WireError {
  try {
    return read(error);
  } catch {
    return { as: 'other', name: typeof error };
  }
}

function read(error: unknown): WireError {
  if (!(error instanceof Error)) return { as: 'other', name: typeof error };
  const message = cut(error.message);
  const code = 'code' in error ? error.code : undefined;
  const responseCode = 'responseCode' in error ? error.responseCode : undefined;
  if (error.name === 'OutboundError' && OUTBOUND_CODES.has(code)) return { as: 'outbound', code: code as OutboundErrorCode, message };
  if (error.name === 'MailRefusedError' && typeof responseCode === 'number' && Number.isInteger(responseCode)) {
    return { as: 'mail-refused', responseCode, message };
  }
  if (isTemplateError(error)) {
    const { problem, line, column, field } = error;
    return { as: 'template', problem: cut(problem), line, column, field: field === null ? null : cut(field) };
  }
  return { as: 'other', name: String(error.name).slice(0, MAX_NAME_CHARS) };
}

export function fromWireError(error: WireError): Error {
  switch (error.as) {
    case 'outbound':
      return new OutboundError(error.code, error.message);
    case 'mail-refused':
      return new MailRefusedError(error.responseCode, error.message);
    case 'template':
      return new TemplateError(error.problem, error.line, error.column, error.field);
    case 'other':
      return Object.assign(new Error('It was thrown on another thread.'), { name: error.name });
  }
}

const cut = (text: unknown) => String(text).slice(0, MAX_MESSAGE_CHARS);
