import type { CollectionSpec, Stored } from '@psa-bridge/persistence';
import type { Integration } from './domain/integration.ts';

export const SERVICE_NAME = 'gateway';

/** An integration as announced; `_id` is its id. */
export interface StoredIntegration extends Stored, Omit<Integration, 'id'> {}

/** The collections this service alone writes. */
export const collections = {
  integrations: {
    name: 'gateway_integrations',
    writer: SERVICE_NAME,
    indexes: [{ keys: { tenantId: 1 } }],
  } satisfies CollectionSpec<StoredIntegration> as CollectionSpec<StoredIntegration>,
};
