import type { Template } from 'liquidjs';

const MAX_TEMPLATES = 500;
/** What has been parsed takes up to a hundred bytes for each character. */
const MAX_CHARS = 400_000;

/** Parsed templates by their text; what was used last stays longest. */
export class TemplateCache {
  private readonly parsed = new Map<string, Template[]>();
  private heldChars = 0;

  /** Characters of all texts. */
  get chars(): number {
    return this.heldChars;
  }

  get(text: string): Template[] | undefined {
    const known = this.parsed.get(text);
    if (known) {
      this.parsed.delete(text);
      this.parsed.set(text, known);
    }
    return known;
  }

  add(text: string, template: Template[]): void {
    if (this.parsed.has(text)) return;
    this.parsed.set(text, template);
    this.heldChars += text.length;
    for (const oldest of this.parsed.keys()) {
      if (this.parsed.size <= MAX_TEMPLATES && this.heldChars <= MAX_CHARS) break;
      this.parsed.delete(oldest);
      this.heldChars -= oldest.length;
    }
  }
}
