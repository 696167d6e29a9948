import { defineSettingsPage, type SettingsPage } from '@psa-bridge/connector-kit';
import { z } from 'zod';
import { billingCodesPage } from './billing-codes.page.ts';
import { dataImportPageWith } from './data-import.page.ts';
import { inventoriesPage } from './inventories.page.ts';
import { invoicesPage } from './invoices.page.ts';
import { opportunityPage } from './opportunity.page.ts';
import { purchaseOrderPage } from './purchase-order.page.ts';

const Nothing = z.strictObject({});

/** The seven configuration pages in the product's order (product-behaviour 3.2), two of which only have buttons, and that of invoices. */
export const autotaskPages = (available: { hasCatalogue: boolean }): readonly SettingsPage[] => [
  defineSettingsPage({ name: 'synchronize', title: 'Synchronize', settings: Nothing }),
  billingCodesPage,
  dataImportPageWith(available),
  inventoriesPage,
  opportunityPage,
  purchaseOrderPage,
  defineSettingsPage({ name: 'webhooks', title: 'Webhooks', settings: Nothing }),
  invoicesPage,
];
