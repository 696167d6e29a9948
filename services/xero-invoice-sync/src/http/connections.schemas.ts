import { z } from 'zod';

const Text = z.string().trim().min(1).max(200);

export const BeginBody = z.strictObject({
  integrationId: Text.describe('The integration with Autotask whose invoices go to Xero.'),
});

export const BegunView = z.strictObject({
  authorizationUrl: z.url().describe('Where the browser goes.'),
  attempt: z.string().describe('Kept by the browser, and shown when it comes back.'),
  expiresAt: z.iso.datetime(),
});

export const FinishBody = z.strictObject({
  answer: z.string().min(1).max(8_000).describe('The query of the address that Xero sent the browser back to.'),
  attempt: z.string().min(1).max(200),
});

export const CustomBody = z.strictObject({
  integrationId: Text.describe('The integration with Autotask whose invoices go to Xero.'),
  clientId: Text,
  clientSecret: z.string().min(1).max(500).describe('Stored encrypted, and never shown again.'),
});

export const TakesBody = z.strictObject({
  takes: z
    .array(z.string().trim().min(1).max(100))
    .max(50)
    .describe(
      'Values of the company field XeroOrganisation whose invoices go here, or LOB:<id> for a line of business of companies without one (ORG-2); empty where this is the only organisation and takes all.',
    ),
});

export const ConnectionView = z.strictObject({
  id: z.string(),
  integrationId: z.string(),
  organisation: z.strictObject({ id: z.string(), name: z.string() }),
  state: z.enum(['offered', 'connected', 'disconnected']),
  kind: z.enum(['consent', 'custom']),
  standing: z.enum(['good', 'lapsing', 'lapsed']).describe('Whether Xero lets us in, and for how long.'),
  endsOn: z.iso.date().nullable().describe('The day on which it ends unless it is renewed.'),
  takes: z.array(z.string()),
  connectedAt: z.iso.datetime(),
});

export const ConnectionList = z.strictObject({ items: z.array(ConnectionView) });
