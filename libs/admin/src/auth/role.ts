/** In a project; each may what those before it may. `owner` is an owner of the installation, and so of every project. */
export const ROLES = ['viewer', 'editor', 'admin', 'owner'] as const;
export type Role = (typeof ROLES)[number];

/** What a project gives to its members and keys. */
export const MEMBER_ROLES = ['viewer', 'editor', 'admin'] as const;
export type MemberRole = (typeof MEMBER_ROLES)[number];

export function isAtLeast(role: Role, required: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(required);
}
