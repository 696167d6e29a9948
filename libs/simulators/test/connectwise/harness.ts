import { createConnectWiseSimulator, type ConnectWiseSimulator, type ConnectWiseSimulatorOptions } from '@psa-bridge/simulators';
import { plainCall, type Answer, type CallOptions } from '../http-client.ts';

/** A client of the vendor's API as plain as can be. */
export interface Api {
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  get(path: string): Promise<Answer>;
  post(path: string, body: unknown): Promise<Answer>;
  put(path: string, body: unknown): Promise<Answer>;
  /** Operations as `[op, path, value]`. */
  patch(path: string, ...operations: [string, string, unknown?][]): Promise<Answer>;
  remove(path: string): Promise<Answer>;
  /** Ids that conditions find. */
  ids(collection: string, parameters: Record<string, string>): Promise<number[]>;
}

export function basic({ companyId, publicKey, privateKey }: ConnectWiseSimulator['credentials']): string {
  return `Basic ${Buffer.from(`${companyId}+${publicKey}:${privateKey}`).toString('base64')}`;
}

export function createApi(simulator: ConnectWiseSimulator): Api {
  function call(method: string, path: string, { headers = {}, ...options }: CallOptions = {}): Promise<Answer> {
    const all = {
      authorization: basic(simulator.credentials),
      clientId: simulator.credentials.clientId,
      accept: 'application/vnd.connectwise.com+json; version=2025.8',
      'content-type': 'application/json; charset=utf-8',
      ...headers,
    };
    return plainCall(method, path.startsWith('http') ? path : `${simulator.apiUrl()}${path}`, { ...options, headers: all });
  }

  return {
    call,
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, { body }),
    put: (path, body) => call('PUT', path, { body }),
    patch: (path, ...operations) =>
      call('PATCH', path, { body: operations.map(([op, target, value]) => ({ op, path: target, value })) }),
    remove: (path) => call('DELETE', path),
    ids: async (collection, parameters) => {
      const answer = await call('GET', `${collection}?${new URLSearchParams({ pageSize: '1000', ...parameters }).toString()}`);
      return answer.json.map(({ id }: { id: number }) => id);
    },
  };
}

export interface Started {
  simulator: ConnectWiseSimulator;
  api: Api;
}

export async function startSimulator(options: ConnectWiseSimulatorOptions = {}): Promise<Started> {
  const simulator = createConnectWiseSimulator(options);
  await simulator.start();
  return { simulator, api: createApi(simulator) };
}

/** Ids of the demo data that tests point to. */
export const DEMO = {
  company: 250,
  otherCompany: 251,
  vendor: 259,
  contact: 58_000,
  otherContact: 58_001,
  member: 150,
  item: 700,
  recurringItem: 704,
  opportunity: 9_000,
  product: 4_400,
  ticket: 7_000,
  agreement: 500,
  hardware: 80,
  hardwareStandard: 180,
  discontinued: 83,
  discontinuedStandard: 186,
  hardwareRetired: 188,
  board: 20,
  otherBoard: 21,
  quoteReference: 15,
  customerTier: 16,
  seats: 17,
} as const;

export const NEW_COMPANY = { identifier: 'ACMEDENTAL', name: 'Acme Dental', addressLine1: '1 Main St', city: 'Tampa' };

export const NEW_OPPORTUNITY = {
  name: 'Firewall refresh',
  company: { id: DEMO.company },
  contact: { id: DEMO.contact },
  primarySalesRep: { id: DEMO.member },
  expectedCloseDate: '2026-07-31T00:00:00Z',
};

export const NEW_ITEM = {
  identifier: 'M365-BP',
  description: 'Microsoft 365 Business Premium',
  customerDescription: 'Microsoft 365 Business Premium, per user',
  subcategory: { id: DEMO.hardwareStandard },
  category: { id: DEMO.hardware },
  type: { id: 4 },
};
