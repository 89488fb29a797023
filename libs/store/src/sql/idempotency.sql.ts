/** Takes a key that is free or whose time is over; no row = somebody else holds it. Inserting first is what makes two at once safe. */
export const CLAIM_KEY = `
  insert into idempotency_record as held (key, fingerprint, claim, expires_at) values ($1, $2, $3, $4)
  on conflict (key) do update
    set fingerprint = excluded.fingerprint, claim = excluded.claim, answer = null, resource_id = null, expires_at = excluded.expires_at
    where held.expires_at <= $5
  returning claim`;

export const READ_KEY = 'select fingerprint, answer from idempotency_record where key = $1 and expires_at > $2';

/** In the transaction of the change itself: no row = the key was lost meanwhile, and the change must not be made. */
export const CONFIRM_KEY = 'update idempotency_record set expires_at = $3 where key = $1 and claim = $2 returning claim';

export const KEEP_ANSWER = 'update idempotency_record set answer = $3, resource_id = $4, expires_at = $5 where key = $1 and claim = $2';

/** Not of a change that was committed, which has moved its time beyond $3. */
export const RELEASE_KEY = 'delete from idempotency_record where key = $1 and claim = $2 and expires_at <= $3';

export const FORGET_RESOURCE = 'delete from idempotency_record where resource_id = $1';

/** A batch by the index of `expires_at`; one that another process is deleting is left to it. */
export const SWEEP_KEYS = `
  delete from idempotency_record where key in (
    select key from idempotency_record where expires_at <= $1 order by expires_at limit $2 for update skip locked)`;
