import { eventually } from '@psa-bridge/testing';
import type { AutotaskSimulator, ConnectWiseSimulator, HaloSimulator } from '@psa-bridge/simulators';
import type { ApiClient } from './api-client.ts';
import type { Provider } from './connector-plans.ts';
import { credentialsOf } from './simulated-autotask.ts';
import { connectWiseCredentialsOf } from './simulated-connectwise.ts';
import { haloCredentialsOf } from './simulated-halo.ts';

/** What people do, step by step over the public API: for the start script and the scenarios. */

export interface SyncRunView {
  id: string;
  kind: string;
  state: 'running' | 'completed' | 'failed' | 'cancelled';
  done: number;
  total: number;
  callsSpent: number;
  phases: readonly { label: string; done: number; refused: number }[];
  error?: { message: string };
}

export interface IssueView {
  id: string;
  status: string;
  level: string;
  code: string;
  message: string;
  remedy: string;
  entityType: string;
  entityId: string;
  entityName: string;
  traceId: string;
  failedItems?: readonly { itemName: string; message: string }[];
}

interface IntegrationView {
  id: string;
  state: string;
  checks: readonly { name: string; ok: boolean; message: string }[];
}

/** One integration, and by which connector. */
export interface Connected {
  provider: Provider;
  integrationId: string;
}

const LIMIT = { timeoutMs: 180_000, everyMs: 250 };

/** The path of an integration's routes. */
export function pathOf({ provider, integrationId }: Connected): string {
  return `/v1/integrations/${provider}/${integrationId}`;
}

/** Connects a PSA, confirms the first-connect preview and answers the integration's id. */
export async function connectPsa(
  api: ApiClient,
  provider: Provider,
  body: { name: string; credentials: Readonly<Record<string, string>> },
): Promise<string> {
  const created = await api.post<IntegrationView>(`/v1/integrations/${provider}`, body);
  if (created.state !== 'connected') throw new Error(`The connection is not usable: ${JSON.stringify(created)}`);
  const path = pathOf({ provider, integrationId: created.id });
  await api.post(`${path}/first-connect`);
  await eventually(async () => {
    const { state } = await api.get<{ state: string }>(`${path}/first-connect`);
    if (state !== 'ready') throw new Error(`the preview is ${state}`);
  }, LIMIT);
  await api.post(`${path}/first-connect/confirm`, { decisions: [] });
  return created.id;
}

export function connectAutotask(api: ApiClient, simulator: AutotaskSimulator, name = 'Demo Autotask'): Promise<string> {
  return connectPsa(api, 'autotask', { name, credentials: credentialsOf(simulator) });
}

export function connectConnectWise(api: ApiClient, simulator: ConnectWiseSimulator): Promise<string> {
  return connectPsa(api, 'connectwise', { name: 'Demo ConnectWise', credentials: connectWiseCredentialsOf(simulator) });
}

export function connectHalo(api: ApiClient, simulator: HaloSimulator): Promise<string> {
  return connectPsa(api, 'halo', { name: 'Demo HaloPSA', credentials: haloCredentialsOf(simulator) });
}

/** Changes some settings of a configuration page, and keeps its others. */
export async function changePage(
  api: ApiClient,
  { page, ...integration }: Connected & { page: string },
  changes: Readonly<Record<string, unknown>>,
): Promise<void> {
  const path = `${pathOf(integration)}/pages/${page}`;
  const { headers, body } = await api.request<{ settings: Record<string, unknown> }>('GET', path);
  const saved = await api.request('PUT', path, {
    body: { ...body.settings, ...changes },
    headers: { 'if-match': headers.get('etag') ?? '' },
  });
  if (saved.status !== 200) throw new Error(`PUT ${path} answered ${saved.status}: ${JSON.stringify(saved.body)}`);
}

/** Starts a run and waits for its end. */
export async function synchronize(
  api: ApiClient,
  integration: Connected,
  kind: 'full' | 'fields' | 'people' | 'delta',
  onProgress?: (run: SyncRunView) => void,
): Promise<SyncRunView> {
  const { id } = await api.post<SyncRunView>(`${pathOf(integration)}/sync`, { kind });
  return runEnded(api, { ...integration, runId: id }, onProgress);
}

type Run = Connected & { runId: string };

/** Waits until a run has ended, however it did. */
export function runEnded(api: ApiClient, run: Run, onProgress?: (run: SyncRunView) => void, limit = LIMIT): Promise<SyncRunView> {
  return eventually(async () => {
    const view = await runOf(api, run);
    onProgress?.(view);
    if (view.state === 'running') throw new Error(`the run is at ${view.done} of ${view.total}`);
    return view;
  }, limit);
}

export async function runOf(api: ApiClient, { runId, ...integration }: Run): Promise<SyncRunView> {
  const { items } = await api.get<{ items: SyncRunView[] }>(`${pathOf(integration)}/sync`);
  const run = items.find(({ id }) => id === runId);
  if (!run) throw new Error(`There is no run ${runId}.`);
  return run;
}

/** A record as the API shows it: its fields, and by integration where it stands. */
export interface RecordView {
  id: string;
  revision: number;
  sync: Readonly<Record<string, { status: string; externalId?: string; message?: string; pushedRevision?: number }>>;
  [field: string]: unknown;
}

export interface RecordPage {
  total: number;
  items: readonly RecordView[];
}

/** The record once the PSA has it as it is now. @param path such as `/v1/quotes/<id>` */
export function inStep(api: ApiClient, path: string, integrationId: string, limit = LIMIT): Promise<RecordView> {
  return eventually(async () => {
    const record = await api.get<RecordView>(path);
    const { status, message, pushedRevision } = record.sync[integrationId] ?? {};
    // The push of an earlier revision says "synchronized" as well.
    if (status !== 'synchronized' || pushedRevision !== record.revision)
      throw new Error(`${path} at revision ${record.revision} is ${status ?? 'not sent'}: ${message ?? ''}`);
    return record;
  }, limit);
}

export async function openIssues(api: ApiClient): Promise<readonly IssueView[]> {
  return (await api.get<{ items: IssueView[] }>('/v1/issues?status=open&size=200')).items;
}

/** The open issue of a record, an integration …, once there is one. */
export function issueOf(api: ApiClient, entityId: string, limit = LIMIT): Promise<IssueView> {
  return eventually(async () => {
    const open = await openIssues(api);
    const found = open.find((issue) => issue.entityId === entityId);
    if (!found) throw new Error(`none is open for ${entityId}; open are ${JSON.stringify(open)}`);
    return found;
  }, limit);
}

/** Resolves once no issue is open for it; one that is being retried is not cleared yet. */
export async function issueCleared(api: ApiClient, entityId: string): Promise<void> {
  await eventually(async () => {
    const { items } = await api.get<{ items: IssueView[] }>('/v1/issues?status=open,retrying&size=200');
    const found = items.find((issue) => issue.entityId === entityId);
    if (found) throw new Error(`the issue is ${found.status}: ${found.message}`);
  }, LIMIT);
}
