import { Module, type DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  ADDRESS_GUARD,
  MAIL_ADDRESS_GUARD,
  ADMIN_URL,
  AdminModule,
  Bootstrap,
  DATABASE,
  DELIVERY_SIGNALS,
  DESTINATION_PREVIEWER,
  DESTINATION_TESTER,
  OUTBOUND_MAIL,
  OWN_FETCH,
  PLUGINS,
  PROVIDER_FETCH,
  PUBLIC_URL,
  REFUSAL_INBOX,
  setUpDocs,
  TRANSFORM_LAB,
  UNAVAILABLE_PLUGINS,
  VERIFIER_ENVIRONMENT,
  type FirstOperator,
} from '@posthorn/admin';
import type { Config } from '@posthorn/platform';
import { ConfigurationCache, IdGenerator, KeyRotation } from '@posthorn/store';
import { ownFetch } from './own-fetch.js';
import type { AppOptions } from './app.module.js';

/** Binds what the admin API needs of the rest of the relay. */
@Module({})
class AdminBindings {}

export function adminModule({ config, storage, parts, publicUrl, adminUrl }: AppOptions): DynamicModule {
  const bindings = [
    { provide: DATABASE, useValue: storage.database },
    { provide: ConfigurationCache, useValue: parts.configuration },
    { provide: IdGenerator, useValue: parts.epoch.ids },
    { provide: KeyRotation, useValue: parts.keyRotation },
    { provide: PLUGINS, useValue: parts.catalog.plugins },
    { provide: UNAVAILABLE_PLUGINS, useValue: parts.catalog.unavailable },
    { provide: DELIVERY_SIGNALS, useValue: parts.signals },
    { provide: DESTINATION_PREVIEWER, useValue: parts.previewer },
    { provide: DESTINATION_TESTER, useValue: parts.tester },
    { provide: REFUSAL_INBOX, useValue: parts.refusalReview },
    { provide: TRANSFORM_LAB, useValue: parts.transforms },
    { provide: OUTBOUND_MAIL, useValue: parts.outbound.mail },
    { provide: ADDRESS_GUARD, useValue: parts.outbound.guard },
    { provide: MAIL_ADDRESS_GUARD, useValue: parts.outbound.mailGuard },
    { provide: VERIFIER_ENVIRONMENT, useValue: parts.environment },
    { provide: OWN_FETCH, useValue: ownFetch(config, publicUrl) },
    { provide: PROVIDER_FETCH, useValue: parts.outbound.providerFetch },
    { provide: PUBLIC_URL, useValue: publicUrl },
    { provide: ADMIN_URL, useValue: adminUrl },
  ];
  return { module: AdminBindings, global: true, imports: [AdminModule], providers: bindings, exports: bindings };
}

/** The first operator and the first project, and the API's own documents. */
export async function prepareAdmin(app: NestFastifyApplication, config: Config): Promise<FirstOperator | null> {
  if (!config.roles.includes('admin')) return null;
  setUpDocs(app);
  return app.get(Bootstrap).ensureFirstOperator();
}
