import { defineSettingsPage, type SettingsPage } from '@psa-bridge/connector-kit';
import { z } from 'zod';

/** How to reach a tenant's Example PSA. */
export const ExamplePsaCredentials = z.strictObject({
  /** Its address, such as `https://demo.example.com/`. */
  address: z.url({ protocol: /^https?$/ }),
  token: z.string().min(1).max(500),
});
export type ExamplePsaCredentials = z.output<typeof ExamplePsaCredentials>;

/** What an admin sets, page by page; every setting has a default. */
export const ExamplePsaSettings = z.strictObject({});
export type ExamplePsaSettings = z.output<typeof ExamplePsaSettings>;

/** The configuration pages. */
export const examplePsaPages: readonly SettingsPage[] = [
  defineSettingsPage({ name: 'synchronize', title: 'Synchronize', settings: z.strictObject({}) }),
];
