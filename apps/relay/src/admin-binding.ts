import { Module, type DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  ADDRESS_GUARD,
  AdminModule,
  Bootstrap,
  DATABASE,
  DELIVERY_SIGNALS,
  DESTINATION_TESTER,
  OUTBOUND_MAIL,
  OWN_FETCH,
  PLUGINS,
  PUBLIC_URL,
  REFUSAL_INBOX,
  setUpDocs,
  VERIFIER_ENVIRONMENT,
  type FirstOperator,
} from '@posthorn/admin';
import type { Config } from '@posthorn/platform';
import { ConfigurationCache, IdGenerator } from '@posthorn/store';
import { ownFetch } from './own-fetch.js';
import type { AppOptions } from './app.module.js';

/** Binds what the admin API needs of the rest of the relay. */
@Module({})
class AdminBindings {}

export function adminModule({ config, storage, parts, publicUrl }: AppOptions): DynamicModule {
  const bindings = [
    { provide: DATABASE, useValue: storage.database },
    { provide: ConfigurationCache, useValue: parts.configuration },
    { provide: IdGenerator, useValue: parts.epoch.ids },
    { provide: PLUGINS, useValue: parts.plugins },
    { provide: DELIVERY_SIGNALS, useValue: parts.signals },
    { provide: DESTINATION_TESTER, useValue: parts.tester },
    { provide: REFUSAL_INBOX, useValue: parts.refusalReview },
    { provide: OUTBOUND_MAIL, useValue: parts.outbound.mail },
    { provide: ADDRESS_GUARD, useValue: parts.outbound.guard },
    { provide: VERIFIER_ENVIRONMENT, useValue: parts.environment },
    { provide: OWN_FETCH, useValue: ownFetch(config, publicUrl) },
    { provide: PUBLIC_URL, useValue: publicUrl },
  ];
  return { module: AdminBindings, global: true, imports: [AdminModule], providers: bindings, exports: bindings };
}

/** The first operator and the first project, and the API's own documents. */
export async function prepareAdmin(app: NestFastifyApplication, config: Config): Promise<FirstOperator | null> {
  if (!config.roles.includes('admin')) return null;
  setUpDocs(app);
  return app.get(Bootstrap).ensureFirstOperator();
}
