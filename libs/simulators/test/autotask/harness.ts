import { createAutotaskSimulator, type AutotaskSimulator, type AutotaskSimulatorOptions } from '@psa-bridge/simulators';
import { plainCall, type Answer, type CallOptions } from '../http-client.ts';

/** A client of the vendor's API as plain as can be. */
export interface Api {
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  get(path: string): Promise<Answer>;
  post(path: string, body: unknown): Promise<Answer>;
  patch(path: string, body: unknown): Promise<Answer>;
  query(entity: string, filter: unknown[], more?: Record<string, unknown>): Promise<Answer>;
  /** Ids that a query finds. */
  ids(entity: string, filter: unknown[]): Promise<number[]>;
}

export function createApi(simulator: AutotaskSimulator): Api {
  async function call(method: string, path: string, { body, headers = {}, signal }: CallOptions = {}): Promise<Answer> {
    const { integrationCode, userName, secret } = simulator.credentials;
    const all = {
      apiintegrationcode: integrationCode,
      username: userName,
      secret,
      'content-type': 'application/json',
      ...headers,
    };
    const url = path.startsWith('http') ? path : `${simulator.zoneUrl()}v1.0/${path}`;
    return plainCall(method, url, { body, headers: all, ...(signal ? { signal } : {}) });
  }
  const query: Api['query'] = (entity, filter, more = {}) =>
    call('POST', `${entity}/query`, { body: { Filter: filter, ...more } });

  return {
    call,
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, { body }),
    patch: (path, body) => call('PATCH', path, { body }),
    query,
    ids: async (entity, filter) => (await query(entity, filter)).json.items.map(({ id }: { id: number }) => id),
  };
}

export interface Started {
  simulator: AutotaskSimulator;
  api: Api;
}

export async function startSimulator(options: AutotaskSimulatorOptions = {}): Promise<Started> {
  const simulator = createAutotaskSimulator(options);
  await simulator.start();
  return { simulator, api: createApi(simulator) };
}

/** Ids of the demo data that tests point to. */
export const DEMO = {
  company: 29_683_000,
  otherCompany: 29_683_001,
  vendor: 29_683_009,
  contact: 30_682_000,
  otherContact: 30_682_001,
  owner: 29_682_885,
  inactiveResource: 29_682_889,
  materialCode: 29_682_801,
  productCode: 29_682_805,
  serviceCode: 29_682_806,
  generalCode: 29_682_808,
  expenseCode: 29_682_810,
  inactiveCode: 29_682_811,
  product: 29_700_000,
  service: 400,
  role: 29_682_833,
  opportunity: 1_200,
  quote: 5_000,
  stage: 29_683_451,
  contract: 29_683_500,
  ticket: 8_000,
} as const;

export const NEW_COMPANY = { companyName: 'Demo Newcomer', companyType: 1, phone: '555-0199', ownerResourceID: DEMO.owner };

export const NEW_OPPORTUNITY = {
  companyID: DEMO.company,
  ownerResourceID: DEMO.owner,
  title: 'Demo deal',
  stage: DEMO.stage,
  status: 1,
  projectedCloseDate: '2026-06-30T00:00:00Z',
  startDate: '2026-01-10T00:00:00Z',
  probability: 50,
  amount: 100,
  cost: 60,
  useQuoteTotals: false,
};

export const NEW_PRODUCT = { name: 'Demo Widget', productBillingCodeID: DEMO.materialCode, isActive: true, isSerialized: false };

export const NO_DISCOUNT = { unitDiscount: 0, percentageDiscount: 0, lineDiscount: 0 };
