import type { Stored } from '@psa-bridge/persistence';

export interface Tenant extends Stored {
  name: string;
  createdAt: Date;
}
