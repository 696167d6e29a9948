import type { ConnectWiseSimulator } from '@psa-bridge/simulators';
import { connectConnectWise, pathOf, synchronize, type Connected, type RecordPage } from '../../platform/journeys.ts';
import { startSimulatedConnectWise } from '../../platform/simulated-connectwise.ts';
import type { StoryOfProcesses } from './catalogue.ts';
import type { AutotaskStory, Figures } from './story.ts';

interface TakeOver {
  items: readonly { setting: string; from: string; to?: string; outcome: string }[];
}

/** Companies that Autotask has as well, and their people. */
const SEED = {
  ...{ companies: 10, contactsPerCompany: 1, products: 0 },
  ...{ opportunities: 0, tickets: 0, agreements: 0, purchaseOrders: 0 },
};
/** The simulated PSA answers on this machine. */
const LOOPBACK = { ALLOW_PRIVATE_ADDRESSES: '127.0.0.0/8' };

/**
 * Point 12: the tenant goes to another PSA, whose companies are matched with the records that are here; its mappings go along by what
 * both PSAs call things, shown before they are saved, and each record keeps what it stood for in Autotask.
 */
export async function mappingsHandedOver(story: StoryOfProcesses): Figures {
  const { api, services, checks, progress } = story;
  const connectWise = await startSimulatedConnectWise({ seed: SEED });
  try {
    await services.start('connectwise-connector', LOOPBACK);
    const there = { provider: 'connectwise', integrationId: await connectConnectWise(api, connectWise) } as const;
    const run = await synchronize(api, there, 'fields');
    checks.equal(run.state, 'completed', "the refresh of the other PSA's field values");
    const matched = await matchedCompanies(story, there.integrationId);
    checks.that(matched > 0, 'companies here that stand for one in each PSA');
    progress(`${matched} companies stand for one in each PSA`);
    const figures = await takenOver(story, there, connectWise);
    progress('the mappings were shown and taken over');
    checks.equal(connectWise.bugs(), [], 'bugs of the simulated ConnectWise');
    return { ...figures, matchedInBoth: matched };
  } finally {
    await connectWise.stop();
  }
}

async function takenOver(story: AutotaskStory, there: Connected, { control }: ConnectWiseSimulator): Figures {
  const { api, integrationId, checks } = story;
  const body = await api.get(`${pathOf({ provider: 'autotask', integrationId })}/handover`);
  const path = `${pathOf(there)}/handover`;
  const preview = await api.request<TakeOver>('POST', `${path}/preview`, { body });
  checks.equal(await warehousesOf(story, there), [], 'warehouses of the other PSA while the preview is shown');
  const headers = { 'if-match': preview.headers.get('etag') ?? '' };
  const taken = await api.request<TakeOver>('POST', `${path}/take`, { body, headers });
  checks.equal([taken.status, taken.body.items], [200, preview.body.items], 'what is taken over, against what was shown');
  const ids = control.list({ entity: 'Warehouse' }).map(({ id }) => `${Number(id)}`);
  checks.equal(await warehousesOf(story, there), ids, 'the warehouse that is called as the location that was chosen in Autotask');
  return { mappingsHandedOver: outcomes(taken.body) };
}

/** How many mappings went along, and how many did not, by why. */
function outcomes({ items }: TakeOver): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(items, ({ outcome }) => outcome)].map(([outcome, some]) => [outcome, some.length]));
}

async function matchedCompanies({ api, integrationId }: AutotaskStory, thereId: string): Promise<number> {
  const { items } = await api.get<RecordPage>('/v1/companies?size=200');
  return items.filter(({ sync }) => sync[integrationId]?.externalId !== undefined && sync[thereId]?.externalId !== undefined)
    .length;
}

async function warehousesOf({ api }: AutotaskStory, there: Connected): Promise<unknown> {
  const { settings } = await api.get<{ settings: Record<string, unknown> }>(`${pathOf(there)}/pages/inventories`);
  return settings['warehouses'];
}
