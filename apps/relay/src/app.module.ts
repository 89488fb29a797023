import { Module, type DynamicModule } from '@nestjs/common';
import { PlatformModule, type Config, type Logger } from '@posthorn/platform';
import type { RelayParts } from './relay-parts.js';
import type { Storage } from './open-storage.js';
import { adminModule } from './admin-binding.js';

export interface AppOptions {
  readonly config: Config;
  readonly logger: Logger;
  readonly storage: Storage;
  readonly parts: RelayParts;
  readonly publicUrl: () => string;
  readonly adminUrl: () => string;
}

/** The relay as Nest sees it. Ingest and delivery stand outside: they have no request of Nest's on their way. */
@Module({})
export class AppModule {
  static forRoot(options: AppOptions): DynamicModule {
    const { config, logger, storage, parts } = options;
    return {
      module: AppModule,
      imports: [
        PlatformModule.forRoot({ config, logger, secretsBox: storage.secretsBox, clock: parts.clock, registry: parts.registry }),
        ...(config.roles.includes('admin') ? [adminModule(options)] : []),
      ],
    };
  }
}
