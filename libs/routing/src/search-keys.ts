import { MAX_SEARCH_VALUE_BYTES, type Rule, type SearchKey, type SearchKeyValue } from '@posthorn/contracts';
import { storableText } from './extract.js';
import { compileRule, type RuleContext } from './rule.reader.js';

export type SearchKeyReader = (request: RuleContext) => readonly SearchKeyValue[];

const NOTHING: readonly SearchKeyValue[] = [];

/** The rule that finds a search key's value. */
export function ruleOfSearchKey({ from, path }: Pick<SearchKey, 'from' | 'path'>): Rule {
  return from === 'header' || from === 'query' ? { from, name: path } : { from, path };
}

/**
 * Makes a reader of a source's search keys. It refuses nothing and never throws; a value that is not there, or is neither text, number
 * nor boolean, is left out and is no fault: not every event of a source has each.
 */
export function createSearchKeyReader(keys: readonly SearchKey[]): SearchKeyReader {
  if (keys.length === 0) return () => NOTHING;
  const readers = keys.map((key) => [key.name, compileRule(ruleOfSearchKey(key))] as const);
  return (context) =>
    readers.flatMap(([name, read]) => {
      const result = read(context);
      return 'text' in result ? [[name, storableSearchValue(result.text)] as const] : [];
    });
}

/** A value as it is stored, and as it must be looked for: over 256 bytes, or with what Postgres does not store, its SHA-256 in hex. */
export function storableSearchValue(text: string): string {
  return storableText(text, MAX_SEARCH_VALUE_BYTES);
}
