import { MailRefusedError, OutboundError, type OutboundErrorCode } from '@posthorn/contracts';
import { isTemplateError, TemplateError } from '@posthorn/plugin-sdk';

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
  if (error.name === 'OutboundError' && 'code' in error) return { as: 'outbound', code: error.code as OutboundErrorCode, message };
  if (error.name === 'MailRefusedError' && 'responseCode' in error) {
    return { as: 'mail-refused', responseCode: Number(error.responseCode), message };
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
