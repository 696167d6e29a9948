import type { Stored } from '@psa-bridge/persistence';

/** What this service needs to know of a tenant's connection to a PSA. The id is the integration's. */
export interface PsaIntegration extends Stored {
  provider: string;
  /** As the tenant calls it. */
  name: string;
  isRemoved: boolean;
  /** When the connector said so. */
  updatedAt: Date;
  /** The PSA's id of the MSP's own company, as told with its people. */
  ownCompanyExternalId?: string;
}
