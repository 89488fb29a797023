import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What an event can be looked for by, partitioned by its event's time. Follows `event.search_keys`, off the hot path: `search-key-writer.ts`. */
@Entity({ name: 'search_key' })
@Index('search_key_value', ['projectId', 'name', 'value', 'eventId'])
export class SearchKeyEntity {
  @PrimaryColumn('uuid', { name: 'event_id' }) eventId!: string;
  @PrimaryColumn('text') name!: string;
  @Column('uuid', { name: 'project_id' }) projectId!: string;
  @Column('text') value!: string;
}
