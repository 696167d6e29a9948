import type { AutotaskSimulator, XeroSimulator } from '@psa-bridge/simulators';
import type { Page } from 'playwright-core';
import type { ApiClient } from '../../platform/api-client.ts';
import type { Checks } from '../../scenario-run/checks.ts';
import { auditAnInvoice, makeInvoices, xeroPlaces } from './invoices.ts';
import { lookAround, type Looking, type Place } from './looks.ts';
import { checkAQuote, findRecords, recordPlaces } from './records.ts';

interface Visit {
  api: ApiClient;
  autotask: AutotaskSimulator;
  xero: XeroSimulator;
  integrationId: string;
  looking: Looking;
  /** Somebody is signed in there. */
  page: Page;
  checks: Checks;
}

/**
 * What is made in Xero and what is kept in step: every page looked at, an invoice audited, a quote checked. Answers the places that
 * were looked at.
 */
export async function visitInvoicesAndRecords({ looking, page, checks, ...sides }: Visit): Promise<readonly Place[]> {
  const { url } = looking;
  const invoiced = await makeInvoices(sides);
  const recorded = await findRecords(sides.api);
  const places = [...xeroPlaces(invoiced), ...recordPlaces(recorded)];
  await lookAround(looking, places);
  await auditAnInvoice(page, { url, checks });
  await checkAQuote(page, { url, checks, quoteId: recorded.quoteId });
  return places;
}
