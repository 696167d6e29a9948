import { describe, expect, it } from '@jest/globals';
import type { Role } from './role.ts';
import { permissionsOf } from './role.ts';
import { NEW_USER, type User } from './user.ts';

const user: User = {
  ...NEW_USER,
  ...{ _id: 'user-1', tenantId: 'tenant-a', version: 1, name: 'Demo User', isAdmin: false, createdAt: new Date(0) },
  ...{ email: 'user@demo.example', emailVerified: true },
};

function role(permissions: Role['permissions']): Role {
  return { _id: permissions.join(), tenantId: 'tenant-a', version: 1, name: 'Demo role', nameKey: 'demo role', permissions };
}

describe('permissionsOf', () => {
  it("ID-11: the permissions of several roles and the user's own add up, each once", () => {
    const roles = [role(['Quote editor', 'Company editor']), role(['Quote editor', 'Product viewer'])];

    const granted = permissionsOf({ ...user, permissions: ['Issue manager', 'Product viewer'] }, roles);

    expect(granted).toEqual(['Quote editor', 'Product viewer', 'Company editor', 'Issue manager']);
  });

  it('ID-11: without a role and a permission of its own a user may do nothing', () => {
    expect(permissionsOf(user, [])).toEqual([]);
  });
});
