import type { AutotaskSimulator } from '@psa-bridge/simulators';
import { eventually } from '@psa-bridge/testing';
import type { SsoIssuer } from '../../../services/identity-service/test/sso-issuer.ts';
import type { ApiAnswer, ApiClient } from '../../platform/api-client.ts';
import type { PlannedService } from '../../platform/service-plan.ts';
import type { Checks } from '../../scenario-run/checks.ts';

/** What the chapters share: a platform with a small Autotask that is connected and read, and an OpenID issuer. */
export interface IdentityStory {
  api: ApiClient;
  autotask: AutotaskSimulator;
  plan: readonly PlannedService[];
  integrationId: string;
  issuer: SsoIssuer;
  database: { uri: string; name: string };
  /** Follows a journey over the issuer to the front end, and answers the query there. */
  browse(from: string): Promise<string>;
  checks: Checks;
  progress(line: string): void;
}

export interface Login {
  email: string;
  password: string;
}

export interface Tokens {
  accessToken: string;
  refreshToken: string;
  user: { id: string; emailVerified: boolean };
}

export interface Problem {
  code?: string;
  detail?: string;
}

/** A request of somebody else than the demo admin. */
export async function call<Answer = Tokens & Problem>(
  { api }: Pick<IdentityStory, 'api'>,
  method: string,
  path: string,
  { body, token }: { body?: unknown; token?: string } = {},
): Promise<Pick<ApiAnswer<Answer>, 'status' | 'body'>> {
  const response = await fetch(`${api.baseUrl}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Answer };
}

export function signIn(story: IdentityStory, { email, password }: Login): ReturnType<typeof call<Tokens & Problem>> {
  return call(story, 'POST', '/v1/auth/sign-in', { body: { email, password } });
}

/** Changes what is given of the tenant's rules for signing in; the rest is as at the start. */
export async function putSettings({ api }: IdentityStory, settings: Record<string, unknown>): Promise<void> {
  const { status, body } = await api.request('PUT', '/v1/auth/settings', { body: settings });
  if (status !== 200) throw new Error(`The settings were answered with ${status}: ${JSON.stringify(body)}`);
}

export function identityUrl({ plan }: IdentityStory): string {
  return plan.find(({ name }) => name === 'identity-service')?.url ?? '';
}

/** The token of a mail to this page of the front end, as the development outbox shows it. */
export function mailedToken(story: IdentityStory, page: string): Promise<string> {
  return eventually(
    async () => {
      const text = await (await fetch(`${identityUrl(story)}/mail-outbox`)).text();
      const found = new RegExp(`${page}#token=([\\w.-]+)`).exec(text)?.[1];
      if (found === undefined) throw new Error(`no mail leads to ${page}`);
      return found;
    },
    { timeoutMs: 30_000, everyMs: 100 },
  );
}
