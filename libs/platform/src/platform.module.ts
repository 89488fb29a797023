import { Global, Module, type DynamicModule } from '@nestjs/common';
import { systemClock, type Clock } from '@posthorn/contracts';
import type { Logger } from 'pino';
import type { Config } from './config/load-config.js';
import { HealthController } from './health/health.controller.js';
import { ReadinessChecks } from './health/readiness-checks.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { createMetricsRegistry } from './metrics/metrics.registry.js';
import { CLOCK, CONFIG, LOGGER, METRICS_REGISTRY } from './platform.tokens.js';
import { ProblemFilter } from './problem/problem.filter.js';
import { SecretsBox } from './secrets-box/secrets-box.js';

export interface PlatformOptions {
  readonly config: Config;
  readonly logger: Logger;
  readonly secretsBox: SecretsBox;
  readonly clock?: Clock;
}

/**
 * What every part stands on, made by `main` before Nest starts and given to all modules. `main` also binds the filter and the pipe:
 * `app.useGlobalFilters(app.get(ProblemFilter))`, `app.useGlobalPipes(createValidationPipe())`.
 */
@Global()
@Module({})
export class PlatformModule {
  static forRoot({ config, logger, secretsBox, clock = systemClock }: PlatformOptions): DynamicModule {
    return {
      module: PlatformModule,
      controllers: [HealthController, MetricsController],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: LOGGER, useValue: logger },
        { provide: CLOCK, useValue: clock },
        { provide: SecretsBox, useValue: secretsBox },
        { provide: METRICS_REGISTRY, useFactory: createMetricsRegistry },
        ReadinessChecks,
        ProblemFilter,
      ],
      exports: [CONFIG, LOGGER, CLOCK, SecretsBox, METRICS_REGISTRY, ReadinessChecks, ProblemFilter],
    };
  }
}
