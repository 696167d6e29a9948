import type { KeptMail } from '@psa-bridge/mail';
import type { CollectionSpec, Stored } from '@psa-bridge/persistence';
import type { Integration } from './domain/integration.ts';
import type { ProcurementPolicy } from './ports.ts';

export const SERVICE_NAME = 'gateway';

/** An integration as announced; `_id` is its id. */
export interface StoredIntegration extends Stored, Omit<Integration, 'id'> {}

/** One of each tenant; `_id` is the tenant's. */
export interface StoredProcurementSettings extends Stored, ProcurementPolicy {
  /** Of the purchase order that was numbered last. */
  readonly lastNumber: number;
}

/** The collections this service alone writes. */
export const collections = {
  integrations: {
    name: 'gateway_integrations',
    writer: SERVICE_NAME,
    indexes: [{ keys: { tenantId: 1 } }],
  } satisfies CollectionSpec<StoredIntegration> as CollectionSpec<StoredIntegration>,
  procurementSettings: {
    name: 'gateway_procurement_settings',
    writer: SERVICE_NAME,
  } satisfies CollectionSpec<StoredProcurementSettings> as CollectionSpec<StoredProcurementSettings>,
  mailOutbox: {
    name: 'gateway_mail_outbox',
    writer: SERVICE_NAME,
    indexes: [{ keys: { tenantId: 1, at: -1 } }],
  } satisfies CollectionSpec<KeptMail> as CollectionSpec<KeptMail>,
};
