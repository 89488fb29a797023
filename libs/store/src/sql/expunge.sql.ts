/**
 * Overwrites an event's payload. What stays: ids, type, times, method, path, the names of headers, size, digest, routes. The lock that
 * this takes on the row is what a retry's `for share` waits for (`delivery-control.ts`), so that none slips in between.
 * $1 event, $2 project, $3 the head without what a sender wrote in it.
 */
export const EXPUNGE_EVENT = {
  name: 'expunge-event',
  text: `
update event set expunged_at = now(), expunged_bytes = octet_length(body), body = '', head = $3, search_keys = null
where id = $1 and project_id = $2 and expunged_at is null`,
} as const;

/** Every attempt of an event, with what was sent and answered. $1 event. */
export const EXCHANGES = {
  name: 'exchanges',
  text: `
select id as delivery_id, null::uuid as attempt_id, exchange from delivery where event_id = $1 and exchange is not null
union all
select delivery_id, id, exchange from attempt where event_id = $1 and exchange is not null`,
} as const;

/** $1 event, $2 delivery, $3 exchange. */
export const REPLACE_FIRST_EXCHANGE = {
  name: 'replace-first-exchange',
  text: `update delivery set exchange = $3 where event_id = $1 and id = $2`,
} as const;

/** $1 event, $2 attempt, $3 exchange. */
export const REPLACE_EXCHANGE = {
  name: 'replace-exchange',
  text: `update attempt set exchange = $3 where event_id = $1 and id = $2`,
} as const;

/**
 * Events that were expunged within so many seconds: an attempt that was under way then is recorded after it. Not prepared: a plan that
 * was made while the tables were empty would not use `event_expunged`. $1 seconds.
 */
export const JUST_EXPUNGED = `select id from event where expunged_at > now() - make_interval(secs => $1)`;
