import type { Caller } from '@psa-bridge/core';
import type { Access } from './resources.ts';

/** Whether this caller passes; admins pass everywhere (ID-06). */
export function allows(access: Access, caller: Caller): boolean {
  if (caller.isAdmin || access === 'signed-in') return true;
  return access !== 'admin' && access.some((permission) => caller.permissions.includes(permission));
}
