import type { OidcRoleRule } from '@posthorn/platform';
import { groupRoles, groupsOf, roleIn, type GroupRoles } from './group-roles.js';

const RULES: readonly OidcRoleRule[] = [
  { group: 'owners', role: 'owner', project: null },
  { group: 'ops', role: 'viewer', project: '*' },
  { group: 'shop', role: 'editor', project: 'petstore' },
  { group: 'leads', role: 'admin', project: 'petstore' },
];

describe('the roles of groups', () => {
  const rolesOf = (...groups: string[]): GroupRoles | null => groupRoles(groups, RULES);
  const inPetstore = (...groups: string[]): string | null => roleIn('petstore', rolesOf(...groups) ?? fail());

  it('are none where no group is mapped', () => {
    expect([rolesOf(), rolesOf('others', 'Owners', 'toString')]).toEqual([null, null]);
  });

  it('are the greatest that any group gives', () => {
    expect(rolesOf('owners')).toMatchObject({ isOwner: true, everywhere: null });
    expect([inPetstore('shop'), inPetstore('leads', 'shop'), inPetstore('shop', 'leads')]).toEqual(['editor', 'admin', 'admin']);
    expect([inPetstore('ops'), inPetstore('ops', 'shop'), inPetstore('owners')]).toEqual(['viewer', 'editor', null]);
    expect(roleIn('other', rolesOf('shop', 'ops') ?? fail())).toBe('viewer');
  });
});

describe('the groups of claims', () => {
  it.each([
    [{ groups: ['a', 'b'] }, 'groups', ['a', 'b']],
    [{ groups: 'a' }, 'groups', ['a']],
    [{ realm_access: { roles: ['a'] } }, 'realm_access.roles', ['a']],
    [{ 'https://shop.example/groups': ['a'] }, 'https://shop.example/groups', ['a']],
    [{ groups: [1, null, { a: 1 }, 'a'] }, 'groups', ['a']],
    [{ groups: null }, 'groups', []],
    [{}, 'constructor.name', []],
    [{}, '__proto__', []],
  ])('%j under %s', (claims, name, groups) => expect(groupsOf(claims, name)).toEqual(groups));
});

function fail(): never {
  throw new Error('no role');
}
