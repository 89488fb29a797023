/** Locks the end of a chain until the transaction ends, and makes the chain if there is none. $2 what the first entry follows. */
export const LOCK_HEAD = `
  insert into audit_head as head (project_id, number, hash) values ($1, 0, $2)
  on conflict (project_id) do update set number = head.number
  returning number, hash`;

export const APPEND = `
  with moved as (update audit_head set number = $3, hash = $14 where project_id = $1)
  insert into audit_entry
    (project_id, id, number, at, actor_id, address, request_id, action, resource_type, resource_id, before, after, previous_hash, hash)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`;

/** One snapshot, since entry and head are written together: no row = no chain. `first` and `last` are what there is, whatever the head says. */
export const READ_HEAD = `
  select head.number, head.hash, entries.first, entries.last
  from (select min(number) as first, max(number) as last from audit_entry where project_id = $1) entries
  left join audit_head head on head.project_id = $1`;

export const AUDIT_COLUMNS =
  'project_id, id, number, at, actor_id, address, request_id, action, resource_type, resource_id, before, after, previous_hash, hash';

/** A page of a chain, by `audit_entry_number`. */
export const READ_CHAIN = `
  select ${AUDIT_COLUMNS} from audit_entry where project_id = $1 and number > $2 and number <= $3 order by number limit $4`;
