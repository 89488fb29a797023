import { SetMetadata } from '@nestjs/common';
import type { Role } from './role.js';

export const REQUIRES = Symbol('posthorn:requires');

/** A role in the project of the path (at the root: `owner`, of the installation); or anybody who is signed in; or, of those, a person. */
export type Requirement = Role | 'anyone' | 'operator';

/** Who may use an endpoint. Each of the admin API has one; without it only an owner may. */
export const Requires = (requirement: Requirement): MethodDecorator => SetMetadata(REQUIRES, requirement);
