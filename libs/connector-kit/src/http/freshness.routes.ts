import { defineRoute, ok, type Route } from '@psa-bridge/http-server';
import { z } from 'zod';
import { TARGET, type Freshness } from '../freshness/freshness.ts';
import type { RouteDeps } from './route-deps.ts';
import { IntegrationParams } from './schemas.ts';

const FreshnessView = z.object({
  entityType: z.string(),
  agreedAt: z.iso.datetime().optional().describe('When both sides were last known to agree; absent before the first sync'),
  ageSeconds: z.number().optional(),
  objectiveSeconds: z.number().describe('How old it may be'),
  isLate: z.boolean(),
  errorBudgetRemaining: z
    .number()
    .describe('1 while it was never late within 30 days; 0 or less once the allowed share is used up'),
});
const FreshnessList = z.object({
  target: z.number().describe('The share of looks that has to be in time'),
  items: z.array(FreshnessView),
});

/** How old the last agreement with the PSA is, by entity type. */
export function freshnessRoutes({ base, integrations, freshness, clock }: RouteDeps): readonly Route[] {
  return [
    defineRoute({
      ...{ method: 'GET', path: `${base}/{id}/freshness`, permission: 'Integration manager', params: IntegrationParams },
      summary: 'How long ago both sides were last known to agree, by entity type, with objective and error budget',
      responses: { 200: FreshnessList },
      async handle({ caller, params: { id } }) {
        const integration = await integrations.load(caller.tenantId, id);
        const now = clock.now();
        return ok({ target: TARGET, items: (await freshness.of(integration)).map((one) => viewOf(one, now)) });
      },
    }),
  ];
}

function viewOf(
  { entityType, agreedAt, objectiveMs, isLate, budgetRemaining }: Freshness,
  now: Date,
): z.input<typeof FreshnessView> {
  const age = agreedAt && { agreedAt: agreedAt.toISOString(), ageSeconds: (now.getTime() - agreedAt.getTime()) / 1_000 };
  return { entityType, ...age, objectiveSeconds: objectiveMs / 1_000, isLate, errorBudgetRemaining: budgetRemaining };
}
