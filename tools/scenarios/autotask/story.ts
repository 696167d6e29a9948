import type { AutotaskSimulator } from '@psa-bridge/simulators';
import type { ApiClient } from '../../platform/api-client.ts';
import { inStep, type RecordPage, type RecordView } from '../../platform/journeys.ts';
import type { Checks } from '../../scenario-run/checks.ts';

/** What a chapter about Autotask needs: an integration that is connected and confirmed. */
export interface AutotaskStory {
  api: ApiClient;
  autotask: AutotaskSimulator;
  integrationId: string;
  checks: Checks;
  progress(line: string): void;
}

export type Figures = Promise<Record<string, unknown>>;

/** What the simulated Autotask keeps of an entity. */
export type Row = Readonly<Record<string, unknown>> & { readonly id: number };

export const LIMIT = { timeoutMs: 180_000, everyMs: 250 };

export function pathOf({ integrationId }: Pick<AutotaskStory, 'integrationId'>): string {
  return `/v1/integrations/autotask/${integrationId}`;
}

/** Autotask's rows where a field has a value, in order of id. */
export function rowsThere({ autotask }: Pick<AutotaskStory, 'autotask'>, entity: string, field: string, value: unknown): Row[] {
  const filter = [{ op: 'eq', field, value }];
  return autotask.control.list({ entity, filter, limit: 1_000 }).map(({ id, values }) => ({ ...values, id }));
}

/** Autotask's id of the billing code, the location … of this name. */
export function idThere(story: Pick<AutotaskStory, 'autotask'>, entity: string, field: string, value: string): number {
  const [row] = rowsThere(story, entity, field, value);
  if (!row) throw new Error(`Autotask has no ${entity} with ${field} ${value}.`);
  return row.id;
}

/** Autotask's row that a record stands for. */
export function rowOf({ autotask, integrationId }: AutotaskStory, entity: string, record: RecordView): Row {
  const id = Number(record.sync[integrationId]?.externalId);
  return { ...autotask.control.get({ entity, id })?.values, id };
}

/** The record that stands for an entity of Autotask's; searched by what the list of its path can filter by. */
export async function recordOf(
  { api, integrationId }: AutotaskStory,
  search: string,
  externalId: number | string,
): Promise<RecordView> {
  const { items } = await api.get<RecordPage>(`/v1/${search}${search.includes('?') ? '&' : '?'}size=200`);
  const found = items.find(({ sync }) => sync[integrationId]?.externalId === String(externalId));
  if (!found) throw new Error(`${search} has no record of ${externalId}.`);
  return found;
}

export async function categoryNamed({ api }: Pick<AutotaskStory, 'api'>, name: string): Promise<RecordView> {
  const [found] = (await api.get<RecordPage>(`/v1/categories?name=${encodeURIComponent(name)}`)).items;
  if (!found) throw new Error(`There is no category ${name}.`);
  return found;
}

/** Saves a new record and waits until Autotask has it. */
export async function arrived({ api, integrationId }: AutotaskStory, path: string, data: object): Promise<RecordView> {
  const { id } = await api.post<RecordView>(`/v1/${path}`, data);
  return inStep(api, `/v1/${path}/${id}`, integrationId);
}

export interface OfferToMake {
  title: string;
  companyId: string;
  items: object[];
  /** More of its opportunity. */
  deal?: object;
  /** Sent only, where left out. */
  isApproved?: boolean;
}

/** A quote of a new opportunity, sent or approved, once Autotask has it. */
export async function offered(
  { api, integrationId }: AutotaskStory,
  { title, companyId, items, deal, isApproved = false }: OfferToMake,
): Promise<RecordView> {
  const opportunity = await api.post<RecordView>('/v1/opportunities', { ...deal, name: title, companyId });
  const { id } = await api.post<RecordView>('/v1/quotes', { title, companyId, opportunityId: opportunity.id, items });
  await api.post(`/v1/quotes/${id}/send`);
  if (isApproved) await api.post(`/v1/quotes/${id}/approve`);
  return inStep(api, `/v1/quotes/${id}`, integrationId);
}

/** A line of a quote for one piece of something. */
export function line(name: string, more: object): object {
  return { name, quantity: 1, unitPrice: '10.00', ...more };
}

/** What a request that is refused answers. */
export interface Refusal {
  code?: string;
  detail?: string;
  problems?: readonly { field: string; message: string }[];
}

export async function refusalOf(
  { api }: Pick<AutotaskStory, 'api'>,
  method: string,
  path: string,
  request: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<Refusal & { status: number }> {
  const { status, body } = await api.request<Refusal>(method, path, request);
  return { ...body, status };
}
