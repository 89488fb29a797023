/** Keeps a batch of refusals; repeatable. Not fenced: a refusal is a fact, whoever lives to tell it. $12 the refusals' hours, ascending. */
export const REFUSE = {
  name: 'refuse',
  text: `
with kept as (
insert into refusal (id, project_id, source_id, reason, detail, received_at, head, credentials, body, body_bytes, remote_address)
select i, p, s, r, d, to_timestamp(ra / 1000.0), h, c, b, n, a
from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::float8[], $7::bytea[], $8::bytea[], $9::bytea[], $10::int[], $11::text[])
  as t(i, p, s, r, d, ra, h, c, b, n, a)
on conflict (id) do nothing
returning id, source_id
)
insert into ledger_delta (batch, source_id, hour, requests, refused)
select gen_random_uuid(), source_id, ($12::uuid[])[width_bucket(id, $12::uuid[])], count(*), count(*) from kept group by 2, 3`,
} as const;
