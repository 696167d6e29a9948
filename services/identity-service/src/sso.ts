import { createHttpClient, type HttpClient } from '@psa-bridge/http-client';
import type { Platform } from '@psa-bridge/service-host';
import { createSsoProviders } from './adapters/sso-providers.openid.ts';
import type { Config } from './config.ts';
import { PASSWORD_METHOD, type SignInMethod } from './domain/tenant.ts';
import type { SsoProviders } from './ports.ts';
import { ssoProvidersOf } from './sso-config.ts';

/** The page of the front end that providers send people back to. */
const PAGE = '/sign-in/callback';
const DEADLINE_MS = 10_000;
const MAX_ANSWER_BYTES = 1024 * 1024;

/** The ways to sign in that the configuration names, and what they need. */
export interface Sso {
  sso: SsoProviders;
  methods: readonly SignInMethod[];
  close(): Promise<void>;
}

/** Providers are called through the address guard: nothing inside is, unless the operator says so. */
export function ssoOf(config: Config, { clock, logger, metrics }: Platform, given?: HttpClient): Sso {
  const providers = ssoProvidersOf(config);
  const limits = { deadlineMs: DEADLINE_MS, maxResponseBytes: MAX_ANSWER_BYTES };
  const guard = { allowPrivate: config.ALLOW_PRIVATE_ADDRESSES };
  const http = given ?? createHttpClient({ name: 'sso', clock, logger, metrics, guard, ...limits });
  const redirectUri = `${config.PUBLIC_URL}${PAGE}`;
  return {
    sso: createSsoProviders({ providers, redirectUri, http, clock, logger }),
    methods: [PASSWORD_METHOD, ...providers],
    close: () => http.close(),
  };
}
