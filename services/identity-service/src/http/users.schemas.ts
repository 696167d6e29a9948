import { emailAddress, PERMISSIONS } from '@psa-bridge/core';
import { pageSchema, pagingQuery } from '@psa-bridge/http-server';
import { z } from 'zod';
import { USER_KINDS, USER_STATES } from '../domain/user.ts';

export const IdParams = z.object({ id: z.uuid() });

export const UsersQuery = z.object({
  ...pagingQuery({ usual: 50 }),
  query: z.string().max(200).optional().describe('Words that must each occur in name or address'),
  state: z.enum(USER_STATES).optional(),
  kind: z.enum(USER_KINDS).optional(),
  roleId: z.uuid().optional(),
  companyId: z.uuid().optional(),
  contactId: z.uuid().optional().describe('Whose company link is verified has the badge Vendor verified (ID-53)'),
  allowLogin: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
});

const MOST_NAMED = 50;

export const NamesQuery = z.object({
  ...pagingQuery({ usual: 50 }),
  id: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.uuid()).max(MOST_NAMED))
    .optional()
    .describe('Whose names, as ids with commas between'),
  name: z.string().max(200).optional().describe('Words that must each occur in the name'),
  kind: z.enum(USER_KINDS).optional(),
});

export const UserNames = pageSchema(
  z.object({ id: z.string(), name: z.string(), isActive: z.boolean().describe('Whether the user is let in') }),
);

export const UserChangeBody = z.strictObject({
  name: z.string().trim().min(1).max(200).optional(),
  isAdmin: z.boolean().optional(),
  roleIds: z.array(z.uuid()).max(50).optional(),
  permissions: z.array(z.enum(PERMISSIONS)).max(PERMISSIONS.length).optional(),
  managerIds: z.array(z.uuid()).max(50).optional(),
});

export const EmailBody = z.strictObject({
  email: z.string().trim().max(254).pipe(emailAddress()),
  verified: z.boolean().default(false).describe('Whether the admin vouches for the address; else the user verifies it first'),
});

export const CompanyLinkBody = z.strictObject({
  companyId: z.uuid(),
  contactId: z.uuid().optional(),
  verified: z.boolean().default(true).describe("The admin's word that the user belongs there (ID-04)"),
});
