import { invalidInput, type Caller } from '@psa-bridge/core';
import type { RecordInput } from '@psa-bridge/records';
import type { PublicApiSettings } from '../../ports.ts';
import type { ClaimedSaves } from '../save-record.ts';

/** What stands for the MSP's own company (PA-31). */
export const PRIMARY = 'primary';

/** Saves whose `companyId` may be `primary` (PA-31). @throws AppError `primary_company_unknown`, and what saving throws */
export function makePartnerSaves(deps: { saves: ClaimedSaves; settings: Pick<PublicApiSettings, 'get'> }): ClaimedSaves {
  return {
    create: async (caller, resource, data) => deps.saves.create(caller, resource, await named(caller, data)),
    createOnce: async (caller, resource, id, data) => deps.saves.createOnce(caller, resource, id, await named(caller, data)),
    update: async (caller, resource, update) =>
      deps.saves.update(caller, resource, { ...update, changes: await named(caller, update.changes) }),
  };

  async function named<Data extends Partial<RecordInput>>({ tenantId }: Caller, data: Data): Promise<Data> {
    if (!('companyId' in data) || data.companyId !== PRIMARY) return data;
    const { primaryCompanyId } = await deps.settings.get(tenantId);
    if (primaryCompanyId !== undefined) return { ...data, companyId: primaryCompanyId };
    const message = 'names no company yet; an admin sets primaryCompanyId at /v1/public-api-settings';
    const problems = [{ field: 'body.companyId', message }];
    throw invalidInput('primary_company_unknown', `body.companyId: ${message}`, { details: { problems }, expected: true });
  }
}
