// What `apps/relay` must bind for the admin API, besides `PlatformModule` and the classes `ConfigurationCache`, `IdGenerator` and
// `KeyRotation`.

/** `Database` of `@posthorn/store`. */
export const DATABASE = Symbol('posthorn:database');
/** `ReadonlyMap<string, AnyPlugin>`, by type. */
export const PLUGINS = Symbol('posthorn:plugins');
/** `readonly UnavailablePlugin[]`: custom plugins that could not be loaded. */
export const UNAVAILABLE_PLUGINS = Symbol('posthorn:unavailable-plugins');
/** `DeliverySignals`: tells this process's deliveries what people decided. */
export const DELIVERY_SIGNALS = Symbol('posthorn:delivery-signals');
/** `DestinationPreviewer`. */
export const DESTINATION_PREVIEWER = Symbol('posthorn:destination-previewer');
/** `DestinationTester`. */
export const DESTINATION_TESTER = Symbol('posthorn:destination-tester');
/** `RefusalInbox`: judges refusals again. */
export const REFUSAL_INBOX = Symbol('posthorn:refusal-inbox');
/** `TransformLab`: tries transforms out. */
export const TRANSFORM_LAB = Symbol('posthorn:transform-lab');
/** `GuardedMail`, which may reach the mail server of the environment. */
export const OUTBOUND_MAIL = Symbol('posthorn:outbound-mail');
/** `AddressGuard` of HTTP requests. */
export const ADDRESS_GUARD = Symbol('posthorn:address-guard');
/** `AddressGuard` of mail, which knows the mail server of the environment. */
export const MAIL_ADDRESS_GUARD = Symbol('posthorn:mail-address-guard');
/** `VerifierEnvironment`, for compiling a scheme when its source is written. */
export const VERIFIER_ENVIRONMENT = Symbol('posthorn:verifier-environment');
/** `GuardedFetch` that may reach the relay's own public URL, wherever that is, besides what any other may. */
export const OWN_FETCH = Symbol('posthorn:own-fetch');
/** `GuardedFetch` that may reach the identity provider of the environment, wherever that is, besides what any other may. */
export const PROVIDER_FETCH = Symbol('posthorn:provider-fetch');
/** `() => string`: the URL that operators' browsers see, without a trailing slash. */
export const ADMIN_URL = Symbol('posthorn:admin-url');
/** `() => string`: the URL that senders see, without a trailing slash. A function, since a port from 0 is known only after listening. */
export const PUBLIC_URL = Symbol('posthorn:public-url');
