import { createHaloSimulator, type HaloSimulator, type HaloSimulatorOptions, type HaloSwitches } from '@psa-bridge/simulators';
import { useOneSimulator } from '../one-simulator.ts';
import { plainCall, type Answer, type CallOptions } from '../http-client.ts';

/** A client of the vendor's API as plain as can be. */
export interface Api {
  /** Keeps the token for the calls that follow. */
  signIn(scope?: string): Promise<Answer>;
  token(form: Record<string, string>, options?: TokenOptions): Promise<Answer>;
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  get(path: string): Promise<Answer>;
  /** The detail of one row. */
  detail(path: string): Promise<Answer>;
  post(path: string, body: unknown): Promise<Answer>;
  /** Ids that a list answers, whatever its shape. */
  ids(path: string): Promise<number[]>;
}

export interface TokenOptions {
  query?: string;
  headers?: Record<string, string | undefined>;
}

const FORM = 'application/x-www-form-urlencoded';
export const SCOPES = 'all:standard admin:webhooks all:teams';

export function createApi(simulator: HaloSimulator): Api {
  let bearer: string | undefined;

  function call(method: string, path: string, { headers = {}, ...options }: CallOptions = {}): Promise<Answer> {
    const all = { authorization: bearer, accept: 'application/json', 'content-type': 'application/json', ...headers };
    return plainCall(method, `${simulator.hostUrl()}/api/${path}`, { ...options, headers: all });
  }
  function token(form: Record<string, string>, { query = '', headers = {} }: TokenOptions = {}): Promise<Answer> {
    const body = new URLSearchParams(form).toString();
    return plainCall('POST', `${simulator.hostUrl()}/auth/token${query}`, {
      body,
      headers: { 'content-type': FORM, ...headers },
    });
  }

  return {
    token,
    async signIn(scope = SCOPES) {
      const answer = await token({ ...clientForm(simulator), scope }, { query: `?tenant=${simulator.credentials.tenant}` });
      bearer = `Bearer ${answer.json.access_token}`;
      return answer;
    },
    call,
    get: (path) => call('GET', path),
    detail: (path) => call('GET', `${path}?includedetails=true`),
    post: (path, body) => call('POST', path, { body }),
    async ids(path) {
      const { json } = await call('GET', path);
      const rows = Array.isArray(json) ? json : Object.values(json).find(Array.isArray);
      return (rows as { id: number }[]).map(({ id }) => id);
    },
  };
}

export function clientForm({ credentials }: HaloSimulator): Record<string, string> {
  return { grant_type: 'client_credentials', client_id: credentials.clientId, client_secret: credentials.clientSecret };
}

export interface Used {
  readonly simulator: HaloSimulator;
  readonly api: Api;
  set(switches: Partial<HaloSwitches>): void;
  post: Api['post'];
}

export function useSimulator(options: HaloSimulatorOptions = {}): Used {
  const used = useOneSimulator(() => createHaloSimulator({ callsPerWindow: 1_000_000, ...options }), createApi);
  return {
    get simulator() {
      return used.simulator;
    },
    get api() {
      return used.api;
    },
    set: (switches: Partial<HaloSwitches>) => void used.simulator.control.setSwitches(switches),
    post: (path: string, body: unknown) => used.api.post(path, body),
  };
}

/** Ids of the demo data that tests point to: ten clients, whose pseudo-contacts come first. */
export const DEMO = {
  client: 12,
  otherClient: 13,
  site: 18,
  otherSite: 19,
  generalUser: 44,
  user: 54,
  otherUser: 55,
  agent: 7,
  opportunityType: 28,
  renewalType: 29,
  open: 31,
  sent: 32,
  won: 35,
  closed: 9,
  opportunity: 2_101,
  ticket: 2_106,
  item: 90,
  recurringItem: 94,
  quotation: 501,
  group: 14,
} as const;

export const NEW_CLIENT = {
  name: 'Acme Dental',
  website: 'https://acme.example',
  customertype: 2,
  newclient_sitename: 'Head office',
  newclient_contactname: 'Emma Diaz',
  newclient_contactemail: 'emma@acme.example',
  newclient_phonenumber: '8135550100',
  newclient_delivery_address: { line1: '1 Main St', line3: 'Tampa', line4: 'FL', postcode: '33601' },
  customfields: [{ name: 'CFQuotingId', value: 'sb-co-1001' }],
};

export const NEW_OPPORTUNITY = {
  summary: 'Firewall refresh',
  tickettype_id: DEMO.opportunityType,
  client_id: DEMO.client,
  site_id: DEMO.site,
  user_id: DEMO.user,
  oppvalue: 12_500,
  oppconversionprobability: 60,
  targetdate: '2026-07-31T00:00:00Z',
};

export const NEW_QUOTATION = {
  title: 'Firewall refresh v2',
  ticket_id: DEMO.opportunity,
  status: 1,
  lines: [
    { sort_seq: 1, item_id: DEMO.item, quantity: 1, price: 900, costprice: 700, item_tax_code: 1 },
    { sort_seq: 2, name: 'Installation', quantity: 2, price: 50, costprice: 20, item_taxable: false },
  ],
};
