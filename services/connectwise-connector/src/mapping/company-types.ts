import { choiceOut } from '@psa-bridge/connector-kit';
import type { ConnectWiseSettings } from '../settings/settings.ts';

export type CompanyTypeMaps = Pick<ConnectWiseSettings, 'companyTypesIn' | 'companyTypesOut' | 'companyTypePriority'>;

/**
 * Our type for the types that a company has in ConnectWise (CW-20): that of the first by the tenant's order, else of the first
 * that is mapped, else ConnectWise's own key, as which it stands among the field values.
 *
 * @param lastSeen our type as it was last known to stand there: where the company still has the type that it goes to, nothing
 * has changed, however many others it has beside it
 */
export function companyTypeIn(theirs: readonly number[], maps: CompanyTypeMaps, lastSeen?: string): string | undefined {
  const keys = theirs.map(String);
  const sent = lastSeen === undefined ? undefined : companyTypeOut(lastSeen, maps);
  const first = maps.companyTypePriority.find((key) => keys.includes(key));
  if (lastSeen !== undefined && sent !== undefined && keys.includes(sent) && (first === undefined || first === sent))
    return lastSeen;
  const key = first ?? keys.find((candidate) => candidate in maps.companyTypesIn) ?? keys[0];
  return key === undefined ? undefined : (maps.companyTypesIn[key] ?? key);
}

/** ConnectWise's type for ours; undefined for a type of ours that is mapped to nothing. ConnectWise's own go as they are. */
export function companyTypeOut(ours: string, { companyTypesOut }: CompanyTypeMaps): string | undefined {
  return choiceOut(ours, { outward: companyTypesOut });
}
