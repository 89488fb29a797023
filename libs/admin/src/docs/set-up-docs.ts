import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { AdminModule } from '../admin.module.js';
import { API_PREFIX } from '../api/api-prefix.js';
import { describeConventions } from './describe-conventions.js';
import { describeExamples } from './describe-examples.js';
import { describeHeaders } from './describe-headers.js';
import { describeInput } from './describe-input.js';
import { describeProblems } from './describe-problems.js';
import { describeSecurity } from './describe-security.js';
import { operationIdOf } from './documented-route.js';

const DESCRIPTION = 'Sources, destinations, subscriptions, and the history of what came in and went out.';

/** The admin API as OpenAPI 3.1. */
export function createOpenApiDocument(app: INestApplication): OpenAPIObject {
  const options = new DocumentBuilder()
    .setTitle('Posthorn admin API')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
    .build();
  const document = SwaggerModule.createDocument(app, options, { include: [AdminModule], operationIdFactory: operationIdOf });
  const steps = [describeInput, describeConventions, describeSecurity, describeProblems, describeHeaders, describeExamples];
  return steps.reduce((described, step) => step(described), document);
}

/** Serves `/api/v1/openapi.json` and, for people, `/api/v1/docs`. Call before the application listens. */
export function setUpDocs(app: INestApplication): void {
  SwaggerModule.setup(`${API_PREFIX}/docs`, app, () => createOpenApiDocument(app), {
    jsonDocumentUrl: `${API_PREFIX}/openapi.json`,
    raw: ['json'],
  });
}
