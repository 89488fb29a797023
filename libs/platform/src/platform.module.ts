import { Global, Inject, Module, type DynamicModule, type NestModule } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { systemClock, type Clock } from '@posthorn/contracts';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Config } from './config/load-config.js';
import { setAnswerHeaders } from './http/answer-headers.js';
import { HealthController } from './health/health.controller.js';
import { ReadinessChecks } from './health/readiness-checks.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { createMetricsRegistry } from './metrics/metrics.registry.js';
import { CLOCK, CONFIG, LOGGER, METRICS_REGISTRY } from './platform.tokens.js';
import { ProblemFilter } from './problem/problem.filter.js';
import { RouteMethods } from './problem/route-methods.js';
import { SecretsBox } from './secrets-box/secrets-box.js';

export interface PlatformOptions {
  readonly config: Config;
  readonly logger: Logger;
  readonly secretsBox: SecretsBox;
  readonly clock?: Clock;
  /** Where parts that are made before Nest have registered their metrics. */
  readonly registry?: Registry;
}

/**
 * What every part stands on, made by `main` before Nest starts and given to all modules. `main` also binds the filter and the pipe:
 * `app.useGlobalFilters(app.get(ProblemFilter))`, `app.useGlobalPipes(createValidationPipe())`, and makes the server with `frameworkErrors: sendFrameworkError`.
 */
@Global()
@Module({})
export class PlatformModule implements NestModule {
  constructor(
    @Inject(HttpAdapterHost) private readonly adapterHost: HttpAdapterHost,
    @Inject(RouteMethods) private readonly routes: RouteMethods,
  ) {}

  /** The one moment at which the server is there and no route is yet. */
  configure(): void {
    const server = this.adapterHost.httpAdapter.getInstance<FastifyInstance>();
    this.routes.watch(server);
    setAnswerHeaders(server);
  }

  static forRoot({ config, logger, secretsBox, clock = systemClock, registry = createMetricsRegistry() }: PlatformOptions): DynamicModule {
    return {
      module: PlatformModule,
      controllers: [HealthController, MetricsController],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: LOGGER, useValue: logger },
        { provide: CLOCK, useValue: clock },
        { provide: SecretsBox, useValue: secretsBox },
        { provide: METRICS_REGISTRY, useValue: registry },
        ReadinessChecks,
        RouteMethods,
        ProblemFilter,
      ],
      exports: [CONFIG, LOGGER, CLOCK, SecretsBox, METRICS_REGISTRY, ReadinessChecks, ProblemFilter],
    };
  }
}
