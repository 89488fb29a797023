import { ApiProperty } from '@nestjs/swagger';
import { DELIVERY_STATUSES, type DeliveryStatus } from '@posthorn/contracts';
import { IsIn, IsOptional } from 'class-validator';
import { IsTypeId } from '../api/id-text.decorator.js';
import { PeriodQueryDto } from '../api/list-query.dto.js';

/** `from` and `to` go by the event's time. */
export class DeliveryQueryDto extends PeriodQueryDto {
  @ApiProperty({ required: false, enum: DELIVERY_STATUSES }) @IsOptional() @IsIn(DELIVERY_STATUSES) readonly status?: DeliveryStatus;
  @ApiProperty({ required: false }) @IsOptional() @IsTypeId('destination') readonly destinationId?: string;
  @ApiProperty({ required: false }) @IsOptional() @IsTypeId('subscription') readonly subscriptionId?: string;
  @ApiProperty({ required: false }) @IsOptional() @IsTypeId('event') readonly eventId?: string;
}
