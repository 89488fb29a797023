import { bodyForms } from './body-forms.js';

const textsOf = (body: string): string[] => bodyForms(Buffer.from(body), []).map((form) => form.body.toString());

describe('the forms of a body', () => {
  it('have the indented ones', () => {
    const value = { a: [1, { b: 'x, {y}' }], c: [], d: {} };
    const texts = textsOf(JSON.stringify(value));
    for (const indent of [2, 4]) expect(texts).toContain(JSON.stringify(value, null, indent));
  });

  it('are no larger than somebody who is not verified may cause, however deep the body', () => {
    const depth = 2_000;
    const deep = `${'['.repeat(depth)}${'1,'.repeat(5_000)}1${']'.repeat(depth)}`;
    const sizes = textsOf(deep).map((text) => text.length);
    expect(sizes.length).toBeGreaterThan(2);
    expect(Math.max(...sizes)).toBeLessThan(4 * 1_048_576);
  });
});
