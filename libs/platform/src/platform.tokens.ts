/** Injection tokens of what has no class of its own. Symbols, so that no other module can mean something else by them. */
export const CONFIG = Symbol('posthorn:config');
export const LOGGER = Symbol('posthorn:logger');
export const CLOCK = Symbol('posthorn:clock');
/** The prom-client `Registry` that `/metrics` shows. */
export const METRICS_REGISTRY = Symbol('posthorn:metrics-registry');
