import { SetMetadata } from '@nestjs/common';

export const PUBLIC = Symbol('posthorn:public');

/** An endpoint of the admin API that needs no access token. */
export const Public = (): MethodDecorator => SetMetadata(PUBLIC, true);
