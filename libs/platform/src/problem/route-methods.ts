import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';

/**
 * Remembers every route, so that a request whose path exists under other methods gets 405 with `Allow` instead of 404
 * (RFC 9110 section 15.5.6). Fastify's router answers only for one method at a time.
 */
@Injectable()
export class RouteMethods {
  readonly #routes: { readonly pattern: RegExp; readonly methods: readonly string[] }[] = [];

  /** Call before the first route is registered. */
  watch(server: Pick<FastifyInstance, 'addHook'>): void {
    server.addHook('onRoute', ({ url, method }) => {
      this.#routes.push({ pattern: patternOf(url), methods: [method].flat() });
    });
  }

  /** Methods that the path knows, sorted; empty if there is no such path. */
  allowedFor(path: string): readonly string[] {
    const methods = this.#routes.filter(({ pattern }) => pattern.test(path)).flatMap((route) => route.methods);
    return [...new Set(methods)].sort();
  }
}

/** find-my-way's syntax as far as Nest writes it: `:name` is one segment, `*` any rest. */
function patternOf(url: string): RegExp {
  const source = url
    .split('/')
    .map((segment) => (segment.startsWith(':') ? '[^/]+' : segment.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace('*', '.*')))
    .join('/');
  return new RegExp(`^${source}$`);
}
