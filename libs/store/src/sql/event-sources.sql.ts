/** Whose events these are; `limit 1` as in `LOAD_CLAIMED`. $1 events. */
export const EVENT_SOURCES = {
  name: 'event-sources',
  text: `
select e as id, event.source_id from unnest($1::uuid[]) as t(e)
cross join lateral (select source_id from event where event.id = t.e limit 1) as event`,
} as const;
