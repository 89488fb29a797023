// Accepting: one statement a batch behind the fence, with dedupe keys, digests and events, in one binary parameter cut up by offsets.
import { GroupCommit } from './group-commit.mjs';

const ACCEPT = `
with alive as (select epoch from process where epoch = 1 and ended_at is null for key share),
won as (
  insert into dedupe as old (key, event_id, expires_at)
  select k, i, now() + interval '1 day' from alive, unnest($1::bytea[], $2::uuid[]) as t(k, i)
  on conflict (key) do update set event_id = excluded.event_id, expires_at = excluded.expires_at where old.expires_at <= now()
  returning event_id),
stored as (
  insert into event (id, project_id, source_id, type, external_id, received_at, occurred_at, head, body, body_sha256, routes, faults, epoch)
  select i, $10, $11, t, x, to_timestamp(ra / 1000.0), null, substring($3::bytea from o for hl), substring($3::bytea from o + hl for bl),
    sha256(substring($3::bytea from o + hl for bl)), $12, null, alive.epoch
  from alive, unnest($4::uuid[], $5::text[], $6::text[], $7::float8[], $8::int[], $9::int[], $13::int[]) as r(i, t, x, ra, o, hl, bl)
  where x is null or i in (select event_id from won)
  on conflict (id) do nothing)
select (select count(*)::int from alive) as alive, array(select event_id from won) as won`;

/** @param ids `{ project, source }`; `routes`: the bytes that every event stores */
export function eventCommits(pool, ids, routes) {
  return new GroupCommit(
    async (batch) => {
      const parts = [];
      const offsets = [];
      let offset = 1;
      for (const { head, body } of batch) {
        offsets.push(offset);
        parts.push(head, body);
        offset += head.length + body.length;
      }
      const keyed = batch.filter(({ key }) => key !== null).sort((a, b) => Buffer.compare(a.key, b.key));
      const values = [
        keyed.map(({ key }) => key),
        keyed.map(({ id }) => id),
        Buffer.concat(parts),
        batch.map(({ id }) => id),
        batch.map(({ type }) => type),
        batch.map(({ externalId }) => externalId),
        batch.map(({ receivedAtMs }) => receivedAtMs),
        offsets,
        batch.map(({ head }) => head.length),
        ids.project,
        ids.source,
        routes,
        batch.map(({ body }) => body.length),
      ];
      await pool.query({ name: 'accept', text: ACCEPT, values });
    },
    { inFlight: 2, max: 500 },
  );
}
