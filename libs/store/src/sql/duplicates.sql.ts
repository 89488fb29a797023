/** Who holds the keys that a batch lost. $1 keys. */
export const DUPLICATES = {
  name: 'duplicates',
  text: `select key, event_id from dedupe where key = any($1::bytea[])`,
} as const;
