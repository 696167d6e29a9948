import type { ConnectWiseSimulator } from '@psa-bridge/simulators';
import type { ApiClient } from '../../platform/api-client.ts';
import { inStep, type Connected, type RecordPage, type RecordView } from '../../platform/journeys.ts';
import type { Checks } from '../../scenario-run/checks.ts';

/** A chapter of the ConnectWise scenario: what it plays on, and where it says what it saw. */
export interface ConnectWiseStory {
  api: ApiClient;
  connectWise: ConnectWiseSimulator;
  integration: Connected;
  checks: Checks;
  progress: (line: string) => void;
}

/** Answers its figures. */
export type Chapter = (story: ConnectWiseStory) => Promise<Readonly<Record<string, unknown>>>;

/** The record, once ConnectWise has it as it is now. @param path such as `/v1/quotes/<id>` */
export function arrived({ api, integration }: ConnectWiseStory, path: string): Promise<RecordView> {
  return inStep(api, path, integration.integrationId);
}

/** ConnectWise's id of a record, once it stands there. */
export async function idThere(story: ConnectWiseStory, path: string): Promise<number> {
  return Number((await arrived(story, path)).sync[story.integration.integrationId]?.externalId);
}

/** The id of a row of one of ConnectWise's setup tables. */
export function rowNamed({ connectWise }: ConnectWiseStory, entity: string, name: string): number {
  const [row] = connectWise.control.list({ entity, conditions: `name = "${name}"` });
  if (!row) throw new Error(`ConnectWise has no ${entity} called ${name}.`);
  return Number(row['id']);
}

/** The id of what a reference in one of ConnectWise's rows points at. */
export function referred(reference: unknown): number {
  return Number((reference as { id?: unknown } | undefined)?.id);
}

export function newCompany({ api }: Pick<ConnectWiseStory, 'api'>, name: string): Promise<RecordView> {
  return api.post<RecordView>('/v1/companies', { name, telephone: '5550100', address: { street: '1 Demo Street' } });
}

export function newContact({ api }: Pick<ConnectWiseStory, 'api'>, companyId: string, lastName: string): Promise<RecordView> {
  const email = `${lastName.replaceAll(' ', '-')}@pushed.example`;
  return api.post<RecordView>('/v1/contacts', { firstName: 'Pushed', lastName, email, companyId });
}

/** Some product that came from ConnectWise. */
export async function productAt({ api, integration }: ConnectWiseStory): Promise<RecordView> {
  const { items } = await api.get<RecordPage>('/v1/products?productType=one-time&size=20');
  const found = items.find(({ sync }) => sync[integration.integrationId]?.externalId !== undefined);
  if (!found) throw new Error('There is no product of ConnectWise.');
  return found;
}

export const LIMIT = { timeoutMs: 60_000, everyMs: 200 };
