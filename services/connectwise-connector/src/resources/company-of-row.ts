import type { ConnectWiseSettings } from '../settings/settings.ts';

export const PASSED_OVER = 'passed over';

/**
 * What becomes of a row whose company is not here. Where only some statuses are synced, its company is taken for one of another
 * status, and the row is none of ours either (CW-21).
 */
export function withoutCompany(
  company: { id: number } | null | undefined,
  { companyStatuses }: ConnectWiseSettings,
): typeof PASSED_OVER | { reason: string } {
  if (!company) return { reason: 'company: is missing in ConnectWise. Enter one there.' };
  if (companyStatuses.length > 0) return PASSED_OVER;
  return { reason: `company: company ${company.id} does not exist in ConnectWise or is hidden from the API member.` };
}
