import { PERMISSIONS } from '@psa-bridge/core';
import { z } from 'zod';

const permissions = z.array(z.enum(PERMISSIONS)).max(PERMISSIONS.length);

export const RoleBody = z.strictObject({ name: z.string().trim().min(1).max(100), permissions });
export const RoleView = z.object({ id: z.string(), name: z.string(), permissions });
export const RoleList = z.object({ items: z.array(RoleView) });
