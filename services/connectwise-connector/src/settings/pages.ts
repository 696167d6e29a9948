import { defineSettingsPage, type SettingsPage } from '@psa-bridge/connector-kit';
import { z } from 'zod';
import { categoriesPage } from './categories.page.ts';
import { companiesPage } from './companies.page.ts';
import { inventoriesPage } from './inventories.page.ts';
import { opportunitiesPage } from './opportunities.page.ts';
import { ticketSettingsPage } from './ticket-settings.page.ts';

const Nothing = z.strictObject({});

/** The configuration pages in the product's order (CW-03); two of them only have buttons. */
export const connectWisePages: readonly SettingsPage[] = [
  defineSettingsPage({ name: 'synchronize', title: 'Synchronize', settings: Nothing }),
  categoriesPage,
  companiesPage,
  opportunitiesPage,
  defineSettingsPage({ name: 'callbacks', title: 'Callbacks', settings: Nothing }),
  inventoriesPage,
  ticketSettingsPage,
];
