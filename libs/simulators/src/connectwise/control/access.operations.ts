import { z } from 'zod';
import { operation } from '../../http/control-api.ts';
import type { Simulation } from '../simulation.ts';

const RIGHTS = ['inquire', 'add', 'edit', 'delete'] as const;

/** What the API member signs in with, and what its security role leaves out (connectwise.md 3). */
export function accessOperations({ tenant }: Simulation) {
  return {
    setCredentials: operation(
      'Changes what the API member signs in with.',
      z.strictObject({
        companyId: z.string().optional(),
        publicKey: z.string().optional(),
        privateKey: z.string().optional(),
        clientId: z.string().optional(),
      }),
      (input) => {
        const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
        tenant.credentials = { ...tenant.credentials, ...given };
      },
    ),
    setSecurity: operation(
      'Changes what the security role leaves out: modules, entries of the table set-up, single endpoints.',
      z.strictObject({
        denied: z.array(
          z.strictObject({
            module: z.string().optional().describe('such as Sales; its set-up tables are rights of their own'),
            setupTable: z.string().optional().describe('such as Products/Category'),
            endpoint: z.string().optional().describe('such as company/companies, or company/companies/sites'),
            rights: z.array(z.enum(RIGHTS)).default([...RIGHTS]),
          }),
        ),
      }),
      ({ denied }) => {
        tenant.denied = denied;
      },
    ),
    upgrade: operation(
      'Moves the site to another codebase; the old one is gone, the alias stays.',
      z.strictObject({
        codebase: z
          .string()
          .regex(/^v\d+_\d+\/$/)
          .default('v2025_2/'),
      }),
      ({ codebase }) => {
        tenant.codebase = codebase;
        return codebase;
      },
    ),
  };
}
