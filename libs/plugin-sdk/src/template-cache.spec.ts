import { TemplateCache } from './template-cache.js';

it('holds so much of templates as a relay has memory for, those that were used last', () => {
  const cache = new TemplateCache();
  const texts = Array.from({ length: 60 }, (_, i) => `${i} ${'x'.repeat(65_000)}`);
  for (const text of texts) {
    cache.add(text, []);
    cache.get(texts[0] ?? '');
  }
  expect(cache.chars).toBeLessThanOrEqual(400_000);
  expect(texts.filter((text) => cache.get(text)).map((text) => text.split(' ')[0])).toEqual(['0', '55', '56', '57', '58', '59']);
});

it('holds at most five hundred, however short they are', () => {
  const cache = new TemplateCache();
  for (let i = 0; i < 1_000; i++) cache.add(String(i), []);
  expect([cache.get('499'), cache.get('500')]).toEqual([undefined, []]);
});
