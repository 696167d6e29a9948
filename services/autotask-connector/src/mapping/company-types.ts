import { picklistKey } from '@psa-bridge/connector-kit';

/** How company types go over, in both directions apart (AT-20). */
export interface CompanyTypeMaps {
  /** Ours by Autotask's. */
  companyTypesIn: Readonly<Record<string, string>>;
  /** Autotask's by ours. */
  companyTypesOut: Readonly<Record<string, string>>;
}

/**
 * Our type for Autotask's: the one that it is mapped to, else one of ours that goes there, else Autotask's own key, as which it
 * stands among the field values.
 *
 * @param lastSeen our type as it was last known to stand there: where it goes to this very type of Autotask's, nothing has
 * changed, however many of ours share it.
 */
export function companyTypeIn(
  theirs: number | null | undefined,
  { companyTypesIn, companyTypesOut }: CompanyTypeMaps,
  lastSeen?: string,
): string | undefined {
  const key = picklistKey(theirs);
  if (key === undefined) return undefined;
  if (lastSeen !== undefined && companyTypesOut[lastSeen] === key) return lastSeen;
  return companyTypesIn[key] ?? Object.keys(companyTypesOut).find((ours) => companyTypesOut[ours] === key) ?? key;
}

/** Autotask's key for our type; undefined for a type of ours that is mapped to nothing (AT-21). Autotask's own go as they are. */
export function companyTypeOut(ours: string, { companyTypesOut }: CompanyTypeMaps): string | undefined {
  return companyTypesOut[ours] ?? (/^\d+$/.test(ours) ? ours : undefined);
}

/** Whether what was sent with this type of Autotask's might come back as another of ours, so that the last seen one has to be asked for. */
export function isShared(theirs: number | null | undefined, maps: CompanyTypeMaps): boolean {
  const key = picklistKey(theirs);
  const here = companyTypeIn(theirs, maps);
  return Object.entries(maps.companyTypesOut).some(([ours, out]) => out === key && ours !== here);
}

/**
 * Which user-defined field holds which data point, for companies of one of our types (AT-22). Several types of Autotask's may
 * come in as one of ours; the one that it goes out to has the first word.
 */
export function dataPointsOf(
  ours: string | undefined,
  maps: CompanyTypeMaps & { companyUdfs: Readonly<Record<string, Readonly<Record<string, string>>>> },
): Readonly<Record<string, string>> {
  if (ours === undefined) return {};
  const shared = Object.keys(maps.companyUdfs).filter((theirs) => companyTypeIn(Number(theirs), maps) === ours);
  const own = companyTypeOut(ours, maps);
  const inOrder = own === undefined ? shared : [...shared, own];
  return Object.fromEntries(inOrder.flatMap((theirs) => Object.entries(maps.companyUdfs[theirs] ?? {})));
}
