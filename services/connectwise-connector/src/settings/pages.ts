import type { SettingsPage } from '@psa-bridge/connector-kit';
import { companiesPage } from './companies.page.ts';

export const connectWisePages: readonly SettingsPage[] = [companiesPage];
