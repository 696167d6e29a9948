import { createXeroSimulator, type XeroSimulator, type XeroSimulatorOptions, type XeroSwitches } from '@psa-bridge/simulators';
import { useOneSimulator } from '../one-simulator.ts';
import { plainCall, type Answer, type CallOptions } from '../http-client.ts';

/** A client of the vendor's API as plain as can be. */
export interface Api {
  /** Asks for consent and keeps the tokens for the calls that follow. */
  signIn(scope?: string): Promise<Answer>;
  /** As a custom connection. */
  signInCustom(scope?: string): Promise<Answer>;
  authorize(parameters?: Record<string, string>): Promise<Answer>;
  token(
    form: Record<string, string>,
    options?: { as?: 'standard' | 'custom'; headers?: Record<string, string> },
  ): Promise<Answer>;
  connections(query?: string, method?: string): Promise<Answer>;
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  get(path: string): Promise<Answer>;
  put(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  refreshToken(): string;
}

export const SCOPES =
  'offline_access accounting.invoices accounting.payments accounting.contacts accounting.settings accounting.attachments';
export const REDIRECT = 'http://localhost:3000/callback';

export function createApi(simulator: XeroSimulator): Api {
  let bearer: string | undefined;
  let refresh = '';

  function keep(answer: Answer): Answer {
    bearer = `Bearer ${answer.json.access_token}`;
    refresh = answer.json.refresh_token ?? '';
    return answer;
  }
  function basic(as: 'standard' | 'custom'): string {
    const { clientId, clientSecret, customClientId, customClientSecret } = simulator.credentials;
    const pair = as === 'standard' ? `${clientId}:${clientSecret}` : `${customClientId}:${customClientSecret}`;
    return `Basic ${Buffer.from(pair).toString('base64')}`;
  }
  const api: Api = {
    authorize(parameters = {}) {
      const query = new URLSearchParams({
        response_type: 'code',
        client_id: simulator.credentials.clientId,
        redirect_uri: REDIRECT,
        scope: SCOPES,
        state: 'state-1',
        ...parameters,
      });
      return plainCall('GET', `${simulator.authorizeUrl()}?${query.toString()}`, {});
    },
    token: (form, { as = 'standard', headers = {} } = {}) =>
      plainCall('POST', simulator.tokenUrl(), {
        body: new URLSearchParams(form).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', authorization: basic(as), ...headers },
      }),
    async signIn(scope = SCOPES) {
      const code = codeOf(await api.authorize({ scope }));
      return keep(await api.token({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT }));
    },
    async signInCustom(scope = SCOPES.replace('offline_access ', '')) {
      return keep(await api.token({ grant_type: 'client_credentials', scope }, { as: 'custom' }));
    },
    connections: (query = '', method = 'GET') =>
      plainCall(method, `${simulator.connectionsUrl()}${query}`, { headers: { authorization: bearer } }),
    call: (method, path, { headers = {}, ...options } = {}) =>
      plainCall(method, `${simulator.apiUrl()}/${path}`, {
        ...options,
        headers: {
          authorization: bearer,
          'xero-tenant-id': simulator.tenantIds()[0],
          accept: 'application/json',
          'content-type': 'application/json',
          ...headers,
        },
      }),
    get: (path) => api.call('GET', path),
    put: (path, body, headers = {}) => api.call('PUT', path, { body, headers }),
    post: (path, body, headers = {}) => api.call('POST', path, { body, headers }),
    refreshToken: () => refresh,
  };
  return api;
}

/** The code that a redirect carries. */
export function codeOf(answer: Answer): string {
  return new URL(answer.headers.get('location') ?? 'http://localhost').searchParams.get('code') ?? '';
}

/** What an answer refuses a request or its first element for. */
export function messagesOf({ json }: Answer): string[] {
  const [element] = json.Elements ?? Object.values(json).find(Array.isArray) ?? [];
  return ((element?.ValidationErrors ?? []) as { Message: string }[]).map(({ Message }) => Message);
}

export interface Used {
  readonly simulator: XeroSimulator;
  readonly api: Api;
  set(switches: Partial<XeroSwitches>): void;
  /** Saves one invoice and answers it; its body is {@link invoice} with these members. */
  make(members?: Record<string, unknown>, query?: string): Promise<any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- tests look into answers of every shape
}

/** A simulator whose limits are out of the way unless a test sets them. */
export function useSimulator(options: XeroSimulatorOptions = {}): Used {
  const limits = { minute: 100_000, day: 100_000, ...options.limits };
  const used = useOneSimulator(() => createXeroSimulator({ ...options, limits }), createApi);
  return {
    get simulator() {
      return used.simulator;
    },
    get api() {
      return used.api;
    },
    set: (switches: Partial<XeroSwitches>) => void used.simulator.control.setSwitches(switches),
    async make(members: Record<string, unknown> = {}, query = '') {
      const answer = await used.api.put(`Invoices${query}`, { Invoices: [invoice(members)] });
      return answer.json.Invoices?.[0] ?? answer.json;
    },
  };
}

/** An invoice that may be approved: 2 × 50.00 and 15 % make 115.00. */
export function invoice(members: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    Type: 'ACCREC',
    Contact: { Name: 'Demo Company 00001' },
    Date: '2026-01-05',
    DueDate: '2026-01-25',
    LineItems: [line()],
    ...members,
  };
}

export function line(members: Record<string, unknown> = {}): Record<string, unknown> {
  return { Description: 'Work', Quantity: 2, UnitAmount: 50, AccountCode: '200', ...members };
}
