import type { ConnectedConnector } from './connected-connector.ts';
import { TENANT } from './connector-harness.ts';

type Connected = Pick<ConnectedConnector, 'harness' | 'integration' | 'records'>;
type Settings = Readonly<Record<string, unknown>>;

/** Saves a page with some of its settings changed. */
export async function changePage({ harness, integration }: Connected, page: string, changes: Settings): Promise<void> {
  const params = { id: integration._id };
  const { settingsRevision } = await harness.connector.integrations.load(TENANT, integration._id);
  const { settings } = (await harness.call('GET', `/pages/${page}`, { params })) as { settings: Settings };
  const headers = { 'if-match': `"${settingsRevision}"` };
  await harness.call('PUT', `/pages/${page}`, { params, body: { ...settings, ...changes }, headers });
}

/** A category of ours. */
export async function category({ records }: Connected, name: string): Promise<string> {
  return (await records.create('category', { name }, { source: 'user', pushTo: [] }))._id;
}
