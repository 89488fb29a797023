import type { SealedColumn } from '../encryption-keys/sealed-columns.js';

/**
 * Tells the others which keys this process has and which it encrypts with; answers the installation's key, whether every other living
 * process has it, and the one before it. $1 own epoch, $2 marks, $3 id of the key that it encrypts with.
 */
export const REPORT_KEYS = `
  with told as (
    update process set known_keys = $2, encrypts_with = $3
    where epoch = $1 and (known_keys is distinct from $2::text[] or encrypts_with is distinct from $3::text))
  select id, mark,
    coalesce((select bool_and(coalesce(known_keys @> array[mark], false)) from process where ended_at is null and epoch <> $1), true) as known,
    (select id from encryption_key where retired_at is not null order by retired_at desc limit 1) as previous
  from encryption_key where active`;

/** Whether a key was never used and every living process would encrypt with it first. $1 its id, $2 its mark. */
export const AGREED_ON = `
  select not exists (select from encryption_key where id = $1)
    and not exists (select from process where ended_at is null and known_keys[1] is distinct from $2) as agreed`;

export const ACTIVE_KEY = 'select id, mark from encryption_key where active';

export const RETIRE_KEY = 'update encryption_key set active = false, retired_at = now() where active and id <> $1';

/** $1 id, $2 mark, $3 canary. */
export const ACTIVATE_KEY = `
  insert into encryption_key (id, mark, canary, active) values ($1, $2, $3, true)
  on conflict (id) do update set active = true, mark = excluded.mark, retired_at = null`;

/** Living processes, and how many of them lack a key or encrypt with another. $1 its mark, $2 its id. */
export const PROCESSES_WITHOUT = `
  select count(*)::int as living, count(*) filter (where not coalesce(known_keys @> array[$1], false))::int as unaware,
    count(*) filter (where encrypts_with is distinct from $2)::int as behind
  from process where ended_at is null`;

/** $1 id of the key, $2 its mark, $3 the first kind. Behind an advisory lock, so that there is one at a time. */
export const REQUEST_ROTATION = `
  insert into key_rotation (id, key_id, mark, kind) select coalesce(max(id), 0) + 1, $1, $2, $3 from key_rotation returning *`;

export const LAST_ROTATION = 'select * from key_rotation order by id desc limit 1';

/** The one under way, unless another process is at it just now. */
export const HOLD_ROTATION = 'select * from key_rotation where finished_at is null for update skip locked';

/** $1 id, $2 kind, $3 cursor, $4 pass, $5 moved in this pass, $6 moved, $7 unreadable, $8 finished. */
export const SAVE_ROTATION = `
  update key_rotation set kind = $2, cursor = $3, pass = $4, pass_moved = $5, moved = $6, unreadable = $7,
    finished_at = case when $8 then now() end
  where id = $1`;

/**
 * A page of rows after `$1`, whatever they hold, so that a step costs the same in a table that holds little. $2 rows.
 * By the primary key; of a partitioned table it merges those of the partitions that are left.
 */
export const pageOf = ({ table, column, key, toText, fromText, context }: SealedColumn): string => `
  select ${key} as key, ${toText} as cursor, ${column} as box, ${context} as context
  from ${table} where ${key} > ${fromText} order by ${key} limit $2`;

/** Puts boxes in the place of those that were read, and of no other: whoever changed one meanwhile was later. $1 keys, $2 read, $3 new. */
export const replaceIn = ({ table, column, key, keyType }: SealedColumn): string => `
  update ${table} as t set ${column} = n.box from unnest($1::${keyType}[], $2::bytea[], $3::bytea[]) as n(key, was, box)
  where t.${key} = n.key and t.${column} = n.was`;

/** How many boxes of each key. The id as hexadecimal, for a damaged box may say anything. */
export const countIn = ({ table, column }: SealedColumn): string => `
  select encode(substring(${column} from 3 for get_byte(${column}, 1)), 'hex') as key_id, count(*)::int as boxes
  from ${table} where octet_length(${column}) > 2 group by 1`;

/** Whether there is a box that begins like this. $1 its head. */
export const existsIn = ({ table, column }: SealedColumn): string =>
  `select exists (select from ${table} where substring(${column} from 1 for octet_length($1::bytea)) = $1) as found`;

/** Requests with an `Idempotency-Key` from before a key was retired: a repeat is compared by a digest made with it. $1 id, $2 kept, in ms. */
export const FINGERPRINTS_OF = `
  select count(*)::int as records from idempotency_record, encryption_key k
  where k.id = $1 and not k.active and expires_at > now() and expires_at <= k.retired_at + make_interval(secs => $2 / 1000.0)`;
