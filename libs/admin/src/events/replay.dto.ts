import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsBoolean, IsOptional } from 'class-validator';
import { IsTypeId } from '../api/id-text.decorator.js';
import { DeliveryView } from '../deliveries/delivery.presenter.js';

const MAX_SUBSCRIPTIONS = 100;

export class ReplayDto {
  @ApiProperty({ type: [String], required: false, nullable: true, description: "Null = the event's own routes, or only the destination" })
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(MAX_SUBSCRIPTIONS)
  @IsTypeId('subscription', { each: true })
  readonly subscriptionIds?: string[] | null;

  @ApiProperty({ type: String, required: false, nullable: true, description: "In place of the subscriptions' own destinations" })
  @IsOptional()
  @IsTypeId('destination')
  readonly destinationId?: string | null;

  @ApiProperty({ type: Boolean, required: false, default: false, description: 'Receivers shall take it for another event' })
  @IsOptional()
  @IsBoolean()
  readonly newId?: boolean | null;
}

export class ReplayView {
  @ApiProperty({ type: [DeliveryView] }) readonly data!: readonly DeliveryView[];
}
