import type { SettingsPage } from '@psa-bridge/connector-kit';
import { categoriesPage } from './categories.page.ts';
import { companiesPage } from './companies.page.ts';
import { inventoriesPage } from './inventories.page.ts';

export const connectWisePages: readonly SettingsPage[] = [categoriesPage, companiesPage, inventoriesPage];
