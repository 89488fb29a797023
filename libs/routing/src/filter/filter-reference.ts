import { parseRulePath, valueAtPath, type PathStep } from '@posthorn/contracts';
import type { FilterScope } from './filter-scope.js';

/** Stands for the position in the list that the condition is at. */
const INDEX = '[$index]';

/** Reads what a `$ref` points to. A place that is not there reads as `null`. */
export type FilterReference = (scope: FilterScope) => unknown;

/**
 * Takes `previous.status`, `items[0].sku` or `variants[$index].created_at` apart, from the root of the section; `$.` may stand in front.
 * The first `[$index]` is the position in the outermost list, and so on. `null` if it is no path.
 */
export function compileReference(path: string): FilterReference | null {
  const pieces = path.replace(/^\$(?:\.|(?=\[))/, '').split(INDEX);
  const parsed = pieces.map((piece, at) => parsePiece(piece, at === 0, pieces.length > 1));
  if (!parsed.every((steps) => steps !== null)) return null;
  return (scope) => {
    const steps: PathStep[] = [];
    for (const [at, piece] of parsed.entries()) {
      if (at > 0) {
        const index = scope.indexAt(at - 1);
        if (index === undefined) return null;
        steps.push(index);
      }
      steps.push(...piece);
    }
    return valueAtPath(scope.root, steps) ?? null;
  };
}

function parsePiece(piece: string, isFirst: boolean, hasIndex: boolean): readonly PathStep[] | null {
  if (piece === '') return isFirst && !hasIndex ? null : [];
  if (isFirst || piece.startsWith('[')) return parseRulePath(piece);
  return piece.startsWith('.') ? parseRulePath(piece.slice(1)) : null;
}
