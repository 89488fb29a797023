import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A destination's secret, encrypted. The one without an expiry is the current one of its name. */
@Entity({ name: 'destination_secret' })
@Index('destination_secret_current', ['destinationId', 'name'], { unique: true, where: 'expires_at is null' })
@Index('destination_secret_destination', ['destinationId'])
export class DestinationSecretEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'destination_id' }) destinationId!: string;
  @Column('text') name!: string;
  @Column('bytea') value!: Buffer;
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz', { name: 'expires_at', nullable: true }) expiresAt!: Date | null;
}
