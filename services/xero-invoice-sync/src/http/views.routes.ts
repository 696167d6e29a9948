import { defineRoute, ok, type Route } from '@psa-bridge/http-server';
import type { ViewUseCases } from '../usecases/views/view-use-cases.ts';
import { CountsQuery, CountsView, ExportQuery, ExportView, LogQuery, LogView } from './views.schemas.ts';

const permission = 'Invoice manager';

/** The sync as a whole: counts over time, an export, the log (XI-07). */
export function viewRoutes({ counts, exported, log }: ViewUseCases): Route[] {
  return [
    defineRoute({
      ...{ method: 'GET', path: '/v1/xero/counts', permission, summary: 'Invoices by day or month and by state' },
      query: CountsQuery,
      responses: { 200: CountsView },
      handle: async ({ query: { dateFrom, dateTo, by }, caller }) =>
        ok({ items: await counts(caller, { from: dateFrom, to: dateTo, by }) }),
    }),
    defineRoute({
      ...{ method: 'GET', path: '/v1/xero/export', permission, summary: 'The last 500 invoices that match, as CSV' },
      query: ExportQuery,
      responses: { 200: ExportView },
      async handle({ query: { state, dateFrom, dateTo, ...rest }, caller }) {
        const filter = { ...rest, from: dateFrom, to: dateTo, ...(state === undefined ? {} : { state: [state] }) };
        return ok({ fileName: 'invoices.csv', csv: await exported(caller, filter) });
      },
    }),
    defineRoute({
      ...{
        method: 'GET',
        path: '/v1/xero/log',
        permission,
        summary: 'What happened, by id in Autotask or by day; the latest first',
      },
      query: LogQuery,
      responses: { 200: LogView },
      async handle({ query, caller }) {
        const entries = await log(caller, query);
        return ok({ items: entries.map(({ at, ...entry }) => ({ at: at.toISOString(), ...entry })) });
      },
    }),
  ];
}
