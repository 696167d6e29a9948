import { defineSettingsPage, type SettingsPage } from '@psa-bridge/connector-kit';
import { z } from 'zod';
import { accountCodesPage } from './account-codes.page.ts';
import { companiesPage } from './companies.page.ts';
import { opportunitiesPage } from './opportunities.page.ts';
import { productsPage } from './products.page.ts';
import { quotesPage } from './quotes.page.ts';
import { webhooksPage } from './webhooks.page.ts';

const Nothing = z.strictObject({});

/** The configuration pages in the product's order (HP-10 to HP-16); the first only has a button. */
export const haloPages: readonly SettingsPage[] = [
  defineSettingsPage({ name: 'synchronize', title: 'Synchronize', settings: Nothing }),
  productsPage,
  opportunitiesPage,
  companiesPage,
  quotesPage,
  accountCodesPage,
  webhooksPage,
];
