import { isUtf8 } from 'node:buffer';
import { valueAtPath, type PathStep } from '@posthorn/contracts';

/** A number as it stands in the text; JavaScript's own would round `12345678901234567890`. */
class NumberText {
  constructor(readonly text: string) {}
}

/** A body read as JSON on first use, at most once for all rules. */
export class JsonBody {
  private parsed: { readonly value: unknown } | null | undefined;

  constructor(private readonly body: Buffer) {}

  /** `null`: it is no JSON. Not UTF-8 counts as none: with bytes replaced, two ids could become one. */
  read(): { readonly value: unknown } | null {
    if (this.parsed === undefined) this.parsed = isUtf8(this.body) ? parse(this.text()) : null;
    return this.parsed;
  }

  /**
   * A number exactly as it was written. Parses once more, but only for a number that is no safe integer: a reviver costs a call
   * for every value in the body, which an ordinary event must not pay.
   */
  numberText(steps: readonly PathStep[], value: number): string {
    if (Number.isSafeInteger(value)) return String(value);
    const precise = parse(this.text(), (_key, item, context) => (typeof item === 'number' ? new NumberText(context?.source ?? '') : item));
    const found = precise ? valueAtPath(precise.value, steps) : undefined;
    return found instanceof NumberText && found.text !== '' ? found.text : String(value);
  }

  private text(): string {
    const text = this.body.toString('utf8');
    // RFC 8259 section 8.1 lets a parser ignore a byte order mark; .NET senders write one.
    return text.startsWith('\uFEFF') ? text.slice(1) : text;
  }
}

type Reviver = (key: string, value: unknown, context?: { readonly source?: string }) => unknown;

function parse(text: string, reviver?: Reviver): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text, reviver) as unknown };
  } catch {
    // A SyntaxError, or a RangeError for nesting beyond the stack: either way no rule can read it.
    return null;
  }
}
