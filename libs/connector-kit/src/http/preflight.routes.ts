import { defineRoute, ok, type Route } from '@psa-bridge/http-server';
import { recordSchemas, RECORD_TYPES } from '@psa-bridge/records';
import { z } from 'zod';
import type { Preflight } from '../preflight/preflights.ts';
import type { RouteDeps } from './route-deps.ts';
import { IntegrationParams } from './schemas.ts';

const params = IntegrationParams.extend({ quoteId: z.uuid() });
const body = z.strictObject({
  status: recordSchemas.quote.shape.status
    .unwrap()
    .optional()
    .describe('As if the quote stood so, such as approved before anybody has signed. Default: as it stands.'),
});

const FindingView = z.object({
  entityType: z.enum(RECORD_TYPES).describe('The record whose push meets it: the quote, or one that is pushed before it.'),
  entityId: z.string(),
  entityName: z.string(),
  line: z.object({ id: z.string(), name: z.string() }).optional().describe('The line that fails while the others go.'),
  fields: z.array(z.string()).describe("The PSA's names of the fields that it is about."),
  code: z.string(),
  message: z.string().describe('What the push would say.'),
  remedy: z.string(),
  psaText: z.string().optional(),
  reference: z.string().optional(),
});
const PreflightView = z.object({
  outcome: z
    .enum(['passes', 'partial', 'fails', 'not_wanted'])
    .describe('What a push would end as; not_wanted: the PSA is not told of the quote as it stands.'),
  findings: z.array(FindingView),
  calls: z.number().int().describe('Calls to the PSA that the check took.'),
  checkedAt: z.iso.datetime(),
});

/** What a push of a quote would meet, before the customer signs; no routes where the connector does not foresee it. */
export function preflightRoutes({ definition, preflights, integrations, base }: RouteDeps): readonly Route[] {
  if (!preflights) return [];
  return [
    defineRoute({
      ...{ method: 'POST', path: `${base}/{id}/quotes/{quoteId}/preflight`, permission: 'Quote editor', params, body },
      responses: { 200: PreflightView },
      summary: `Check a quote, line by line, against ${definition.displayName} as it is now: what a push would meet, and the remedy`,
      deed: { untold: 'A look ahead, in which nothing is written anywhere.' },
      handle: async ({ caller, params: { id, quoteId }, body: { status }, signal }) => {
        const integration = await integrations.load(caller.tenantId, id);
        return ok(preflightView(await preflights.check(integration, { quoteId, status, signal })));
      },
    }),
  ];
}

export function preflightView({ findings, checkedAt, ...facts }: Preflight): z.output<typeof PreflightView> {
  return {
    ...facts,
    checkedAt: checkedAt.toISOString(),
    findings: findings.map(({ fields, ...finding }) => ({ ...finding, fields: [...fields] })),
  };
}
