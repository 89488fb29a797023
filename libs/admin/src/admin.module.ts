import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import {
  AuditReader,
  AuditWriter,
  DeliveryControl,
  DeliveryReader,
  EventReader,
  Expunge,
  IdempotencyStore,
  IdGenerator,
  KeyReport,
  LedgerReader,
  RefusalReader,
  ReplayWriter,
  StatisticsReader,
  type Database,
} from '@posthorn/store';
import type { Clock } from '@posthorn/contracts';
import { CLOCK } from '@posthorn/platform';
import { DATABASE } from './admin.tokens.js';
import { ConfigurationChanges } from './api/configuration-changes.js';
import { AuditLogController } from './audit/audit-log.controller.js';
import { AuditLogService } from './audit/audit-log.service.js';
import { AuditTrail } from './audit/audit-trail.js';
import { InstallationAuditLogController } from './audit/installation-audit-log.controller.js';
import { ResourceStates } from './audit/resource-states.js';
import { SecretDigest } from './audit/secret-digest.js';
import { Idempotency } from './api/idempotency.js';
import { RequestLimitGuard } from './api/request-limit.guard.js';
import { RequestLimiter } from './api/request-limiter.js';
import { ApiKeyValues } from './api-keys/api-key-values.js';
import { ApiKeyReader } from './api-keys/api-key.reader.js';
import { ApiKeysController } from './api-keys/api-keys.controller.js';
import { ApiKeysService } from './api-keys/api-keys.service.js';
import { AccessTokenGuard } from './auth/access-token.guard.js';
import { AccessToken } from './auth/access-token.js';
import { AccessTokenStrategy } from './auth/access-token.strategy.js';
import { AuthController } from './auth/auth.controller.js';
import { AuthService } from './auth/auth.service.js';
import { Bootstrap } from './auth/bootstrap.js';
import { IdentityProvider } from './auth/oidc/identity-provider.js';
import { OidcSignIns } from './auth/oidc/oidc-sign-ins.js';
import { OidcController } from './auth/oidc/oidc.controller.js';
import { OidcService } from './auth/oidc/oidc.service.js';
import { ProviderMembers } from './auth/oidc/provider-members.js';
import { ProviderOperators } from './auth/oidc/provider-operators.js';
import { SignInCookie } from './auth/oidc/sign-in-cookie.js';
import { FailedSignIns } from './auth/failed-sign-ins.js';
import { PasswordHash } from './auth/password-hash.js';
import { PasswordChangeGuard } from './auth/password-change.guard.js';
import { RefreshTokens } from './auth/refresh-tokens.js';
import { RoleGuard } from './auth/role.guard.js';
import { SignInLimiter } from './auth/sign-in-limiter.js';
import { TokenPresenter } from './auth/token-presenter.js';
import { DeliveriesController } from './deliveries/deliveries.controller.js';
import { DeliveriesService } from './deliveries/deliveries.service.js';
import { DestinationActionsService } from './destinations/destination-actions.service.js';
import { DestinationPreviewService } from './destinations/destination-preview.service.js';
import { DestinationSecrets } from './destinations/destination-secrets.js';
import { DestinationStatusChange } from './destinations/destination-status-change.js';
import { DestinationsController } from './destinations/destinations.controller.js';
import { DestinationsService } from './destinations/destinations.service.js';
import { PluginInputReader } from './destinations/plugin-input.js';
import { EncryptionKeysController } from './encryption-keys/encryption-keys.controller.js';
import { EncryptionKeysService } from './encryption-keys/encryption-keys.service.js';
import { EventExplainService } from './events/event-explain.service.js';
import { EventReplayService } from './events/event-replay.service.js';
import { EventsController } from './events/events.controller.js';
import { EventsService } from './events/events.service.js';
import { TransformPreviewService } from './events/transform-preview.service.js';
import { InvitationAcceptanceController } from './invitations/invitation-acceptance.controller.js';
import { InvitationAcceptanceService } from './invitations/invitation-acceptance.service.js';
import { InvitationMail } from './invitations/invitation-mail.js';
import { InvitationsController } from './invitations/invitations.controller.js';
import { InvitationsService } from './invitations/invitations.service.js';
import { LedgerController } from './ledger/ledger.controller.js';
import { LedgerService } from './ledger/ledger.service.js';
import { MembersController } from './members/members.controller.js';
import { MembersService } from './members/members.service.js';
import { OperatorsController } from './operators/operators.controller.js';
import { OperatorsService } from './operators/operators.service.js';
import { PluginsController } from './plugins/plugins.controller.js';
import { ProjectsController } from './projects/projects.controller.js';
import { ProjectsService } from './projects/projects.service.js';
import { ProvidersController } from './providers/providers.controller.js';
import { RefusalAcceptanceService } from './refusals/refusal-acceptance.service.js';
import { RefusalsController } from './refusals/refusals.controller.js';
import { RefusalsService } from './refusals/refusals.service.js';
import { SourceSampleService } from './sources/source-sample.service.js';
import { SourceSecretsService } from './sources/source-secrets.service.js';
import { SourceVerification } from './sources/source-verification.js';
import { SourcesController } from './sources/sources.controller.js';
import { SourcesService } from './sources/sources.service.js';
import { StatisticsController } from './statistics/statistics.controller.js';
import { StatisticsService } from './statistics/statistics.service.js';
import { SubscriptionsController } from './subscriptions/subscriptions.controller.js';
import { SubscriptionsService } from './subscriptions/subscriptions.service.js';

const fromPool = [
  AuditReader,
  DeliveryControl,
  DeliveryReader,
  EventReader,
  KeyReport,
  LedgerReader,
  RefusalReader,
  ReplayWriter,
  StatisticsReader,
].map((reader) => ({
  provide: reader,
  useFactory: ({ pool }: Database): object => new reader(pool),
  inject: [DATABASE],
}));

const expunge = {
  provide: Expunge,
  useFactory: ({ pool }: Database, control: DeliveryControl): Expunge => new Expunge(pool, control),
  inject: [DATABASE, DeliveryControl],
};

const auditWriter = {
  provide: AuditWriter,
  useFactory: (ids: IdGenerator, clock: Clock): AuditWriter => new AuditWriter(ids, clock),
  inject: [IdGenerator, CLOCK],
};

const idempotencyStore = {
  provide: IdempotencyStore,
  useFactory: ({ pool }: Database, clock: Clock): IdempotencyStore => new IdempotencyStore(pool, clock),
  inject: [DATABASE, CLOCK],
};

const audit = [AuditLogService, AuditTrail, ResourceStates, SecretDigest];
const auth = [
  AccessToken,
  AccessTokenStrategy,
  AuthService,
  Bootstrap,
  FailedSignIns,
  PasswordHash,
  RefreshTokens,
  SignInLimiter,
  TokenPresenter,
];
const oidc = [IdentityProvider, OidcService, OidcSignIns, ProviderMembers, ProviderOperators, SignInCookie];
const identity = [ApiKeyReader, ApiKeyValues, ApiKeysService, MembersService, OperatorsService];
const destinations = [
  DestinationActionsService,
  DestinationPreviewService,
  DestinationSecrets,
  DestinationStatusChange,
  DestinationsService,
  PluginInputReader,
];
const invitations = [InvitationAcceptanceService, InvitationMail, InvitationsService];
const sources = [SourceSampleService, SourceSecretsService, SourceVerification, SourcesService];
const events = [EventExplainService, EventReplayService, EventsService, TransformPreviewService];
const rest = [
  ConfigurationChanges,
  DeliveriesService,
  EncryptionKeysService,
  LedgerService,
  ProjectsService,
  RefusalAcceptanceService,
  RefusalsService,
  StatisticsService,
  SubscriptionsService,
];

/** The admin API. What it needs of the rest of the relay stands in `admin.tokens.ts`, bound by a global module. */
@Module({
  controllers: [
    AuthController,
    OidcController,
    OperatorsController,
    ProjectsController,
    MembersController,
    InvitationsController,
    InvitationAcceptanceController,
    ApiKeysController,
    SourcesController,
    DestinationsController,
    SubscriptionsController,
    EventsController,
    DeliveriesController,
    RefusalsController,
    LedgerController,
    AuditLogController,
    InstallationAuditLogController,
    StatisticsController,
    EncryptionKeysController,
    PluginsController,
    ProvidersController,
  ],
  providers: [
    ...fromPool,
    expunge,
    idempotencyStore,
    Idempotency,
    auditWriter,
    ...audit,
    ...auth,
    ...oidc,
    ...identity,
    ...invitations,
    ...sources,
    ...destinations,
    ...events,
    ...rest,
    // Global, and so for every controller of the application: it lets through what lies outside the admin API.
    { provide: APP_GUARD, useClass: AccessTokenGuard },
    RequestLimiter,
    { provide: APP_GUARD, useClass: RequestLimitGuard },
    // After it: who it is comes before what it may.
    { provide: APP_GUARD, useClass: PasswordChangeGuard },
    { provide: APP_GUARD, useClass: RoleGuard },
  ],
  exports: [Bootstrap],
})
export class AdminModule {}
