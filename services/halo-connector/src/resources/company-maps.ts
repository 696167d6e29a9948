import type { CompanyMaps } from '../mapping/company.mapping.ts';
import type { HaloSession } from '../session.ts';

export async function companyMaps({ settings, currencyCodes }: HaloSession): Promise<CompanyMaps> {
  return { ...settings, currencyCodes: await currencyCodes() };
}
