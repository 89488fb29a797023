// The OpenAPI document of the admin API as the relay serves it, made without a database: only the controllers' decorators count, so
// whatever the admin API is bound to may be missing.
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import * as admin from '@posthorn/admin';
import * as platform from '@posthorn/platform';
import { ConfigurationCache, IdGenerator, KeyRotation } from '@posthorn/store';

class Unbound {}

const tokens = [admin, platform].flatMap((lib) => Object.values(lib).filter((value) => typeof value === 'symbol'));
const providers = [...tokens, ConfigurationCache, IdGenerator, KeyRotation, platform.SecretsBox].map((provide) => ({
  provide,
  useValue: {},
}));

export async function adminApiDocument() {
  const bindings = { module: Unbound, global: true, providers, exports: providers };
  const root = { module: class Root {}, imports: [bindings, admin.AdminModule] };
  const app = await NestFactory.create(root, new FastifyAdapter(), { preview: true, logger: false, abortOnError: false });
  return admin.createOpenApiDocument(app);
}
