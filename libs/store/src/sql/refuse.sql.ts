/** Keeps a batch of refusals; repeatable. Not fenced: a refusal is a fact, whoever lives to tell it. */
export const REFUSE = {
  name: 'refuse',
  text: `
insert into refusal (id, project_id, source_id, reason, detail, received_at, head, credentials, body, body_bytes, remote_address)
select i, p, s, r, d, to_timestamp(ra / 1000.0), h, c, b, n, a
from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::float8[], $7::bytea[], $8::bytea[], $9::bytea[], $10::int[], $11::text[])
  as t(i, p, s, r, d, ra, h, c, b, n, a)
on conflict (id) do nothing`,
} as const;
