import { eachColumn } from '../ledger/ledger-columns.js';

/**
 * Moves a page of deltas into the totals, in one statement: whoever reads sees each count once. `skip locked` lets several processes
 * fold at once, and the order of the totals keeps them from deadlocks. Nobody changes a delta, so its place names it. $1 rows.
 */
export const FOLD = {
  name: 'fold',
  text: `
with moved as (
  delete from ledger_delta where ctid = any(array(select ctid from ledger_delta limit $1 for update skip locked))
  returning *
), summed as (
  select source_id, hour, ${eachColumn((column) => `sum(${column}) as ${column}`)}
  from moved group by source_id, hour order by source_id, hour
), totals as (
  insert into ledger_total as t (source_id, hour, ${eachColumn((column) => column)})
  select source_id, hour, ${eachColumn((column) => column)} from summed
  on conflict (source_id, hour) do update set ${eachColumn((column) => `${column} = t.${column} + excluded.${column}`)}
)
select count(*)::int as folded from moved`,
} as const;
