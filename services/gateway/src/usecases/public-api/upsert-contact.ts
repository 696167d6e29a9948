import { invalidInput, type Caller } from '@psa-bridge/core';
import type { BusinessRecord, RecordInput, RecordStore } from '@psa-bridge/records';
import type { Resource } from '../../domain/resources.ts';
import type { PublicApiSettings } from '../../ports.ts';
import type { RecordSaves } from '../save-record.ts';

/** What stands for the MSP's own company (PA-31). */
export const PRIMARY = 'primary';

export interface UpsertedContact {
  record: BusinessRecord;
  isNew: boolean;
}

export interface UpsertContactDeps {
  records: RecordStore;
  saves: RecordSaves;
  settings: Pick<PublicApiSettings, 'get'>;
}

/**
 * Changes the contact with this e-mail address, or creates it where there is none (PA-06, PA-31).
 *
 * @throws AppError `primary_company_unknown`, and what saving throws.
 */
export function makeUpsertContact({ records, saves, settings }: UpsertContactDeps) {
  return async (caller: Caller, resource: Resource, given: RecordInput<'contact'>): Promise<UpsertedContact> => {
    const data = { ...given, companyId: await companyOf(caller, given.companyId) };
    const same = { from: 0, size: 1, filters: { email: given.email } };
    const { items } = await records.forTenant(caller.tenantId).search('contact', same);
    const [known] = items;
    if (!known) return { record: await saves.create(caller, resource, data), isNew: true };
    return { record: await saves.update(caller, resource, { id: known._id, changes: data }), isNew: false };
  };

  async function companyOf({ tenantId }: Caller, companyId: string): Promise<string> {
    if (companyId !== PRIMARY) return companyId;
    const { primaryCompanyId } = await settings.get(tenantId);
    if (primaryCompanyId !== undefined) return primaryCompanyId;
    const message = 'names no company yet; an admin sets primaryCompanyId at /v1/public-api-settings';
    const problems = [{ field: 'body.companyId', message }];
    throw invalidInput('primary_company_unknown', `body.companyId: ${message}`, { details: { problems }, expected: true });
  }
}

export type UpsertContact = ReturnType<typeof makeUpsertContact>;
