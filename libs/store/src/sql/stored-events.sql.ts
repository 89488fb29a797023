/** Which of these events are there. $1 events. */
export const STORED_EVENTS = {
  name: 'stored-events',
  text: `select id from event where id = any($1::uuid[])`,
} as const;
