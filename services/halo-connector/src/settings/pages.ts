import { defineSettingsPage, type SettingsPage } from '@psa-bridge/connector-kit';
import { z } from 'zod';

const Nothing = z.strictObject({});

/** The configuration pages in the product's order (HP-10 to HP-16); the first only has buttons. */
export const haloPages: readonly SettingsPage[] = [
  defineSettingsPage({ name: 'synchronize', title: 'Synchronize', settings: Nothing }),
];
