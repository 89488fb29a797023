/** Epochs that have not ended and are not our own, with whether their time to live is over. $1 own epoch, $2 seconds to live. */
export const LIVE_EPOCHS = {
  name: 'live-epochs',
  text: `select epoch, low_water, heartbeat < now() - make_interval(secs => $2) as expired from process where ended_at is null and epoch <> $1 order by epoch`,
} as const;

/**
 * Ends an epoch. The row lock waits for statements that stand behind the fence, and none can follow: only after this has
 * committed, in a later statement, may its events be scanned. `for update` and not the update's own lock, which lets the fence's
 * `for key share` pass. $1 epoch.
 */
export const END_EPOCH = {
  name: 'end-epoch',
  text: `
with fenced as (select epoch from process where epoch = $1 and ended_at is null for update)
update process set ended_at = now() from fenced where process.epoch = fenced.epoch`,
} as const;

/** Ends one's own epoch, with the same wait. $1 epoch, $2 its low water, null = nothing is left to scan. */
export const LEAVE_EPOCH = {
  name: 'leave-epoch',
  text: `
with fenced as (select epoch from process where epoch = $1 for update)
update process set ended_at = now(), low_water = $2::uuid from fenced where process.epoch = fenced.epoch`,
} as const;

/** Gives back what a dead epoch had claimed. $1 epoch. */
export const RELEASE_CLAIMS = {
  name: 'release-claims',
  text: `update queue set claimed_by = null where claimed_by = $1`,
} as const;

/** A page of a dead epoch's events that may lack something. $1 epoch, $2 after or at this id, $3 rows. */
export const SCAN_EPOCH = {
  name: 'scan-epoch',
  text: `select id, project_id, routes from event where epoch = $1 and id >= $2 and octet_length(routes) > 0 order by id limit $3`,
} as const;

/**
 * Queues each route that has neither a delivery nor a queue row; safe to repeat.
 * $1 deliveries, $2 their events, $3 projects, $4 destinations, $5 subscriptions, $6 seconds until due.
 */
export const QUEUE_ROUTES = {
  name: 'queue-routes',
  text: `
insert into queue (delivery_id, project_id, destination_id, subscription_id, due_at, slot, attempts)
select d, p, dst, sub, now() + make_interval(secs => w), 0, 0
from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::float8[]) as r(d, e, p, dst, sub, w)
left join lateral (select id from delivery where delivery.event_id = r.e and delivery.id = r.d limit 1) as known on true
where known.id is null
on conflict do nothing`,
} as const;

/** Epochs that ended with their scan not finished are told by a low water that was not cleared. $1 own epoch. */
export const ENDED_UNSCANNED = {
  name: 'ended-unscanned',
  text: `select epoch, low_water from process where ended_at is not null and low_water is not null and epoch <> $1 order by epoch`,
} as const;

/** The scan is done: nothing of this epoch is left. $1 epoch. */
export const SCANNED = {
  name: 'scanned',
  text: `update process set low_water = null where epoch = $1`,
} as const;
