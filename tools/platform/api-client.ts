import { NeverSo } from '@psa-bridge/testing';

/** What the scenarios and the start script use of the public API: signed in as the demo admin, nothing but HTTP. */
export interface ApiClient {
  readonly baseUrl: string;
  request<Answer = Record<string, unknown>>(
    method: string,
    path: string,
    options?: { body?: unknown; headers?: Record<string, string> },
  ): Promise<ApiAnswer<Answer>>;
  get<Answer = Record<string, unknown>>(path: string): Promise<Answer>;
  post<Answer = Record<string, unknown>>(path: string, body?: unknown): Promise<Answer>;
  /** Changes a record with the ETag that it has now. */
  patch<Answer = Record<string, unknown>>(path: string, changes: unknown): Promise<Answer>;
}

export interface ApiAnswer<Answer> {
  status: number;
  headers: Headers;
  body: Answer;
}

export interface Login {
  email: string;
  password: string;
}

/** Access tokens live five minutes: a new one is fetched well before. */
const TOKEN_AGE_MS = 3 * 60_000;
const INVALID_REQUEST = 400;
const CHANGED_MEANWHILE = 412;
/** How often a change is tried on a record that goes on changing. */
const PATIENCE = 5;

/** Answers an access token. */
export async function signIn(gatewayUrl: string, login: Login): Promise<string> {
  const response = await fetch(`${gatewayUrl}/v1/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(login),
  });
  if (!response.ok) throw new Error(`Sign-in answered ${response.status}: ${await response.text()}`);
  return ((await response.json()) as { accessToken: string }).accessToken;
}

/** Signs in and keeps signed in. */
export function createApiClient(baseUrl: string, login: Login): ApiClient {
  let token: { text: string; at: number } | undefined;

  async function accessToken(): Promise<string> {
    if (token && performance.now() - token.at < TOKEN_AGE_MS) return token.text;
    const text = await signIn(baseUrl, login);
    token = { text, at: performance.now() };
    return text;
  }

  async function request<Answer>(
    method: string,
    path: string,
    options: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<ApiAnswer<Answer>> {
    const response = await fetch(`${baseUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await accessToken()}`,
        ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...options.headers,
      },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: (text === '' ? undefined : JSON.parse(text)) as Answer };
  }

  async function must<Answer>(
    method: string,
    path: string,
    options?: { body?: unknown; headers?: Record<string, string> },
  ): Promise<ApiAnswer<Answer>> {
    const answer = await request<Answer>(method, path, options);
    const told = `${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`;
    if (answer.status === INVALID_REQUEST) throw new NeverSo(told);
    if (answer.status >= 300) throw new Error(told);
    return answer;
  }

  return {
    baseUrl,
    request,
    get: async <Answer>(path: string) => (await must<Answer>('GET', path)).body,
    post: async <Answer>(path: string, body?: unknown) => (await must<Answer>('POST', path, { body })).body,
    async patch<Answer>(path: string, changes: unknown) {
      // What the PSA fills in may come back between the reading and the change: then it is repeated, as the answer says.
      for (let tries = 1; ; tries += 1) {
        const current = await must('GET', path);
        const headers = { 'if-match': current.headers.get('etag') ?? '' };
        const { status, body } = await request<Answer>('PATCH', path, { body: changes, headers });
        if (status < 300) return body;
        if (status !== CHANGED_MEANWHILE || tries === PATIENCE)
          throw new Error(`PATCH ${path} answered ${status}: ${JSON.stringify(body)}`);
      }
    },
  };
}
