import type { CwCommunicationType } from '../client/types.ts';

/** What mappings need to know of the tenant's ConnectWise besides the row itself; read once per session and kept. */
export interface Lookups {
  /** ISO 3166-1 alpha-2 code by ConnectWise country id. */
  countryCodes: ReadonlyMap<number, string>;
  /** Company statuses that say that a company is no longer served. */
  inactiveStatuses: ReadonlySet<number>;
  communicationTypes: readonly CwCommunicationType[];
}
