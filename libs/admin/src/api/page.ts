import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, getSchemaPath } from '@nestjs/swagger';
import type { Uuid } from '@posthorn/contracts';
import { decodeCursor, encodeCursor } from './cursor.js';
import { DEFAULT_LIMIT, type ListQueryDto } from './list-query.dto.js';

export interface Page<T> {
  readonly data: readonly T[];
  readonly nextCursor: string | null;
}

/** Reads one row more than the page holds, which tells whether there is a next one. `load` answers newest first, only ids below `before`. */
export async function readPage<Row extends { readonly id: Uuid }>(
  query: ListQueryDto,
  load: (before: Uuid | undefined, count: number) => Promise<Row[]>,
): Promise<Page<Row>> {
  const limit = query.limit ?? DEFAULT_LIMIT;
  const before = query.cursor === undefined ? undefined : (decodeCursor(query.cursor) ?? undefined);
  const rows = await load(before, limit + 1);
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  return { data, nextCursor: rows.length > limit && last ? encodeCursor(last.id) : null };
}

export function mapPage<From, To>(page: Page<From>, present: (item: From) => To): Page<To> {
  return { data: page.data.map(present), nextCursor: page.nextCursor };
}

interface PageOptions {
  /** Media types that it can be had as instead. */
  readonly files?: readonly string[];
  /** What the page says besides: schemas by name. */
  readonly extra?: Readonly<Record<string, { readonly type: 'integer'; readonly description: string }>>;
}

/** Documents a list. */
export function ApiPage(item: Type, { files = [], extra = {} }: PageOptions = {}): MethodDecorator {
  const schema = {
    type: 'object' as const,
    required: ['data', 'nextCursor', ...Object.keys(extra)],
    properties: {
      data: { type: 'array' as const, items: { $ref: getSchemaPath(item) } },
      nextCursor: { type: 'string' as const, nullable: true },
      ...extra,
    },
  };
  const asFiles = files.map((type) => [type, { schema: { type: 'string' as const } }] as const);
  return applyDecorators(
    ApiExtraModels(item),
    ApiOkResponse({ content: { 'application/json': { schema }, ...Object.fromEntries(asFiles) } }),
  );
}
