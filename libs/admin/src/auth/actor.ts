import { callerIdOf, type Caller } from './caller.js';

/** The id of who makes a request, as people see it; `null` = nobody is signed in. The one place that knows what the guard leaves behind. */
export function actorOf(request: object): string | null {
  const { user } = request as { readonly user?: Caller };
  return user ? callerIdOf(user) : null;
}
