import { defineRoute, ok, type Route } from '@psa-bridge/http-server';
import { z } from 'zod';
import type { ListAccounts } from '../usecases/connection/list-accounts.ts';
import { ConnectionIdParams } from './engine.schemas.ts';

const AccountList = z.strictObject({
  items: z.array(
    z.strictObject({
      code: z.string(),
      name: z.string(),
      type: z.string().describe("In Xero's words, such as REVENUE"),
      isActive: z.boolean().describe('An archived one takes nothing: what is mapped to it goes to the default (XI-24)'),
    }),
  ),
});

/** What can be chosen where billing codes are mapped to accounts. */
export function accountRoutes({ listAccounts }: { listAccounts: ListAccounts }): Route[] {
  return [
    defineRoute({
      ...{ method: 'GET', path: '/v1/xero/connections/{id}/accounts', permission: 'Invoice manager' },
      summary: "The organisation's chart of accounts, as Xero has it now",
      params: ConnectionIdParams,
      refusals: [404, 409, 429, 503],
      responses: { 200: AccountList },
      handle: async ({ params, caller }) => ok({ items: [...(await listAccounts(caller, params.id))] }),
    }),
  ];
}
