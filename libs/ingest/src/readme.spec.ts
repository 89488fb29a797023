import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REFUSAL_FINDINGS, REFUSAL_REASONS } from '@posthorn/contracts';
import { MAX_KEPT_BODY_BYTES } from '@posthorn/store';
import { REFUSAL_LIMITS } from './refusal-budget.js';

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
const rows = readme
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')));

describe('the README', () => {
  it('explains every finding, and no other', () => {
    const found = rows.filter((cells) => cells.length === 4 && cells[1] !== 'code' && !cells[1]?.startsWith('-'));
    expect(Object.fromEntries(found.map(([, code, meaning]) => [code, meaning]))).toEqual(REFUSAL_FINDINGS);
  });

  it('names reasons that there are', () => {
    const reasons = rows.filter((cells) => cells.length === 6).map((cells) => cells[4] ?? '');
    const coded = reasons.filter((reason) => /^[a-z]+(-[a-z]+)*$/.test(reason) && reason !== 'reason' && !/^-+$/.test(reason));
    expect(coded.length).toBeGreaterThan(5);
    expect(coded.filter((reason) => !REFUSAL_REASONS.some((one) => one === reason))).toEqual([]);
  });

  it('has the limits as they are', () => {
    const { burst, perSecond, bytesPerSource, bytes } = REFUSAL_LIMITS;
    const words = [`${burst.toLocaleString('en')} refusals at once`, `${perSecond} a second`];
    const sizes = [`${bytesPerSource / 1_048_576} MiB`, `${bytes / 1_048_576} MiB`, `${MAX_KEPT_BODY_BYTES / 1_024} KiB`];
    expect([...words, ...sizes].filter((text) => !readme.includes(text))).toEqual([]);
  });
});
