import { ID_PREFIXES, toTypeId } from '@posthorn/contracts';
import type { SignedIn } from './signed-in-operator.js';

/** The id of who makes a request, as people see it; `null` = nobody is signed in. The one place that knows what the guard leaves behind. */
export function actorOf(request: object): string | null {
  const { user } = request as { readonly user?: SignedIn };
  return user ? toTypeId(ID_PREFIXES.operator, user.operator.id) : null;
}
