import type { OidcRoleRule } from '@posthorn/platform';
import { isAtLeast, type MemberRole } from '../role.js';

/** What the groups of an operator come to. */
export interface GroupRoles {
  /** Of the installation. */
  readonly isOwner: boolean;
  /** In every project; `null` = in none but those of {@link inProject}. */
  readonly everywhere: MemberRole | null;
  /** By slug. */
  readonly inProject: ReadonlyMap<string, MemberRole>;
}

/** The greatest role of each; `null` if no group is mapped to any. */
export function groupRoles(groups: readonly string[], rules: readonly OidcRoleRule[]): GroupRoles | null {
  const own = new Set(groups);
  const matching = rules.filter(({ group }) => own.has(group));
  if (matching.length === 0) return null;
  const inProject = new Map<string, MemberRole>();
  for (const { role, project } of matching) {
    const known = project === null ? undefined : inProject.get(project);
    if (project !== null && role !== 'owner') inProject.set(project, greater(known ?? null, role));
  }
  const everywhere = inProject.get('*') ?? null;
  inProject.delete('*');
  return { isOwner: matching.some(({ role }) => role === 'owner'), everywhere, inProject };
}

/** In one project. */
export function roleIn(slug: string, { everywhere, inProject }: GroupRoles): MemberRole | null {
  const role = inProject.get(slug);
  return role === undefined ? everywhere : greater(everywhere, role);
}

/** The groups in a provider's claims: under the very name first, since names may be URLs, else along the dots (`realm_access.roles`). */
export function groupsOf(claims: Readonly<Record<string, unknown>>, name: string): readonly string[] {
  const value = Object.hasOwn(claims, name) ? claims[name] : name.split('.').reduce<unknown>(memberOf, claims);
  const groups: readonly unknown[] = Array.isArray(value) ? value : [value];
  return groups.filter((group) => typeof group === 'string');
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}

const greater = (a: MemberRole | null, b: MemberRole): MemberRole => (a !== null && isAtLeast(a, b) ? a : b);
