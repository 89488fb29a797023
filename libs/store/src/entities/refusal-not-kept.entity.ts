import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How many refusals a process did not keep, because too many came: one row for a source, an hour and a process that counts. */
@Entity({ name: 'refusal_not_kept' })
export class RefusalNotKeptEntity {
  @PrimaryColumn('uuid', { name: 'source_id' }) sourceId!: string;
  @PrimaryColumn('timestamptz') hour!: Date;
  @PrimaryColumn('uuid') counter!: string;
  /** Only ever grows, so that writing it again changes nothing. */
  @Column('int') count!: number;
}
