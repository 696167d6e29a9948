import { defineRoute, revisionOf, type Route } from '@psa-bridge/http-server';
import { QUOTE_ACTIONS, type QuoteAction } from '../domain/quote-status.ts';
import type { Resource } from '../domain/resources.ts';
import type { ActOnQuote } from '../usecases/act-on-quote.ts';
import { recordAnswer } from './records.routes.ts';
import { IdParams, recordView } from './records.schemas.ts';

/** What people do with a quote: each action is a route of its own. */
export function quoteRoutes(resource: Resource, { actOnQuote }: { actOnQuote: ActOnQuote }): readonly Route[] {
  return (Object.keys(QUOTE_ACTIONS) as QuoteAction[]).map((action) =>
    defineRoute({
      method: 'POST',
      path: `/v1/${resource.path}/{id}/${action}`,
      summary: `${QUOTE_ACTIONS[action].says} With If-Match, only the revision that was seen.`,
      permission: resource.write,
      params: IdParams,
      ifMatch: 'optional',
      responses: { 200: recordView(resource) },
      deed: 'quote.updated',
      handle: async (request) => {
        const ifRevision = revisionOf(request.headers['if-match']);
        return recordAnswer(await actOnQuote(request.caller, resource, { id: request.params.id, action, ifRevision }));
      },
    }),
  );
}
