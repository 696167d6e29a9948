import { contentRevision, invalidInput } from '@psa-bridge/core';
import { defineRoute, etagOf, noContent, ok, revisionOf, type Route } from '@psa-bridge/http-server';
import type { RecordStore } from '@psa-bridge/records';
import { z } from 'zod';
import type { PublicApiSettings } from '../ports.ts';

const Policy = z.strictObject({
  isEnabled: z.boolean(),
  primaryCompanyId: z.uuid().nullable().optional().describe("The MSP's own company, which partners call primary (PA-31)"),
});

/** Whether partners' systems get in at all, and what they are told. */
export function publicApiSettingsRoutes(settings: PublicApiSettings, records: RecordStore): readonly Route[] {
  const common = { path: '/v1/public-api-settings', permission: 'admin' } as const;
  return [
    defineRoute({
      ...{ ...common, method: 'GET', summary: "The tenant's public API: whether it is on, and the primary company." },
      responses: { 200: Policy },
      async handle({ caller }) {
        const policy = await settings.read(caller.tenantId);
        const { isEnabled, primaryCompanyId = null } = policy;
        return ok({ isEnabled, primaryCompanyId }, { etag: etagOf(contentRevision(policy)) });
      },
    }),
    defineRoute({
      ...{
        ...common,
        method: 'PUT',
        summary: 'Switches the public API on or off (PA-01) and names the primary company (PA-31).',
      },
      ...{ body: Policy, ifMatch: 'optional' },
      responses: { 204: null },
      deed: 'public_api_settings.saved',
      async handle({ caller: { tenantId }, body: { isEnabled, primaryCompanyId }, headers }) {
        if (primaryCompanyId && !(await records.forTenant(tenantId).get('company', primaryCompanyId))) throw unknownCompany();
        const policy = { isEnabled, ...(primaryCompanyId && { primaryCompanyId }) };
        await settings.set(tenantId, policy, revisionOf(headers['if-match']));
        return noContent();
      },
    }),
  ];
}

function unknownCompany() {
  const problems = [{ field: 'body.primaryCompanyId', message: 'there is no company with this id' }];
  return invalidInput('unknown_reference', 'body.primaryCompanyId: there is no company with this id', { details: { problems } });
}
