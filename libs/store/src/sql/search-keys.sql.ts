const VALUES = `cross join lateral jsonb_each_text(convert_from(e.search_keys, 'UTF8')::jsonb) as k(name, value)`;

/**
 * Writes the search keys of these events, as they were stored with them. Safe to repeat. An expunged event has none any more; one that is
 * expunged while this runs is seen to by `Expunge.runLate`. The bounds leave out the other days' partitions, which `any` alone does not.
 * $1 events, $2 the lowest of them, $3 the highest.
 */
export const WRITE_SEARCH_KEYS = {
  name: 'write-search-keys',
  text: `
insert into search_key (event_id, name, project_id, value)
select e.id, k.name, e.project_id, k.value
from event e ${VALUES}
where e.id = any($1::uuid[]) and e.id between $2 and $3
on conflict do nothing`,
} as const;

/**
 * The same for a page of an epoch's events, whoever they are: for what no memory holds. Answers how many events there were and the last.
 * $1 epoch, $2 after or at this id, $3 rows.
 */
export const WRITE_SEARCH_KEYS_OF_EPOCH = {
  name: 'write-search-keys-of-epoch',
  text: `
with page as materialized (
  select id, project_id, search_keys from event where epoch = $1 and id >= $2 and search_keys is not null order by id limit $3
), written as (
  insert into search_key (event_id, name, project_id, value)
  select e.id, k.name, e.project_id, k.value from page e ${VALUES}
  on conflict do nothing
)
select count(*)::int as events, (array_agg(id order by id desc))[1] as last from page`,
} as const;

/** $1 event. */
export const REMOVE_SEARCH_KEYS = { name: 'remove-search-keys', text: 'delete from search_key where event_id = $1' } as const;
