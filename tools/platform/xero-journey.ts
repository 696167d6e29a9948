import type { XeroSimulator } from '@psa-bridge/simulators';
import { eventually } from '@psa-bridge/testing';
import type { ApiClient } from './api-client.ts';
import { changePage } from './journeys.ts';

export interface InvoiceView {
  id: string;
  externalId: string;
  state: string;
  total: string;
  skipReason: string | null;
  problem: { code: string; message: string } | null;
  document: { id: string; number: string } | null;
}

interface ConnectionListView {
  items: readonly { id: string; integrationId: string }[];
}

const LIMIT = { timeoutMs: 180_000, everyMs: 250 };
const SALES_ACCOUNT = '200';

/** Connects the first organisation of a simulated Xero, says into which account invoices go, and switches the sync on. */
export async function connectXero(
  api: ApiClient,
  {
    integrationId,
    xero,
    options = {},
    writesBack = false,
  }: { integrationId: string; xero: XeroSimulator; options?: Readonly<Record<string, unknown>>; writesBack?: boolean },
): Promise<string> {
  const { customClientId: clientId, customClientSecret: clientSecret } = xero.credentials;
  const { items } = await api.post<ConnectionListView>('/v1/xero/connections/custom', { integrationId, clientId, clientSecret });
  const id = items.find((connection) => connection.integrationId === integrationId)?.id ?? '';
  const path = `/v1/xero/connections/${id}/engine`;
  const etag = (await api.request('GET', path)).headers.get('etag') ?? '';
  const body = { options: { accounts: { default: SALES_ACCOUNT }, ...options }, writesBack };
  const saved = await api.request('PUT', `${path}/settings`, { body, headers: { 'if-match': etag } });
  if (saved.status !== 200) throw new Error(`PUT ${path}/settings answered ${saved.status}: ${JSON.stringify(saved.body)}`);
  await api.post(`${path}/resume`);
  return id;
}

/** Has purchase orders taken too, in the way that is said; everything else stays as it was saved. */
export async function takePurchases(
  api: ApiClient,
  connectionId: string,
  purchases: Readonly<Record<string, unknown>>,
): Promise<void> {
  const path = `/v1/xero/connections/${connectionId}/engine`;
  const { headers, body } = await api.request('GET', path);
  const { settings } = body as { settings: Readonly<Record<string, unknown>> };
  const changed = { ...settings, purchases: { accounts: { default: SALES_ACCOUNT, freight: SALES_ACCOUNT }, ...purchases } };
  const saved = await api.request('PUT', `${path}/settings`, {
    body: changed,
    headers: { 'if-match': headers.get('etag') ?? '' },
  });
  if (saved.status !== 200) throw new Error(`PUT ${path}/settings answered ${saved.status}: ${JSON.stringify(saved.body)}`);
}

/** Has the connector tell of posted invoices. */
export function readInvoices(api: ApiClient, integrationId: string): Promise<void> {
  return changePage(api, { provider: 'autotask', integrationId, page: 'invoices' }, { readInvoices: true });
}

/** The invoice once it is in Xero. */
export function invoiceComplete(api: ApiClient, externalId: string): Promise<InvoiceView> {
  return eventually(async () => {
    const { items } = await api.get<{ items: InvoiceView[] }>(`/v1/xero/invoices?search=${externalId}`);
    const invoice = items.find((one) => one.externalId === externalId);
    if (invoice?.state !== 'complete')
      throw new Error(`invoice ${externalId} is ${invoice?.state ?? 'unknown'}: ${invoice?.problem?.message ?? ''}`);
    return invoice;
  }, LIMIT);
}
