import { AppError, type Secret } from '@psa-bridge/core';
import { z } from 'zod';
import type { SsoProviderConfig } from './adapters/sso-providers.openid.ts';
import type { Config } from './config.ts';
import { PASSWORD } from './domain/credential.ts';

const GOOGLE = 'https://accounts.google.com';
const MICROSOFT = 'https://login.microsoftonline.com';
/** Names under which Microsoft takes people of more than one directory. */
const MANY_DIRECTORIES: readonly string[] = ['common', 'organizations', 'consumers'];
const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/;

/** One entry of OIDC_ISSUERS. */
const Issuer = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]{0,49}$/, 'must be a short name in lower case'),
  label: z.string().trim().min(1).max(100),
  issuer: z.url().refine((url) => url.startsWith('https://') || LOOPBACK.test(url), 'must be an https address'),
  clientId: z.string().min(1).max(500),
  clientSecret: z.string().min(1).max(2_000),
});

type SsoVariables = Pick<
  Config,
  | 'GOOGLE_CLIENT_ID'
  | 'GOOGLE_CLIENT_SECRET'
  | 'MICROSOFT_CLIENT_ID'
  | 'MICROSOFT_CLIENT_SECRET'
  | 'MICROSOFT_DIRECTORY'
  | 'OIDC_ISSUERS'
>;

/**
 * The providers that the configuration names. Google and Microsoft are on for every tenant until its admin switches them off;
 * other issuers are off, because each could vouch for any address of any tenant.
 *
 * @throws AppError `invalid_configuration`
 */
export function ssoProvidersOf(config: SsoVariables): readonly SsoProviderConfig[] {
  const providers = [...google(config), ...microsoft(config), ...others(config.OIDC_ISSUERS)];
  const names = [PASSWORD, ...providers.map(({ name }) => name)];
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw unusable(`OIDC_ISSUERS: the name ${twice} is taken; give the issuer another one`);
  return providers;
}

function google({ GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET }: SsoVariables): readonly SsoProviderConfig[] {
  const client = clientOf('GOOGLE', GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET);
  if (!client) return [];
  return [{ ...client, name: 'google', label: 'Google', issuer: GOOGLE, trust: 'claim', isOnByDefault: true }];
}

function microsoft(config: SsoVariables): readonly SsoProviderConfig[] {
  const { MICROSOFT_DIRECTORY: directory } = config;
  const client = clientOf('MICROSOFT', config.MICROSOFT_CLIENT_ID, config.MICROSOFT_CLIENT_SECRET);
  if (!client) return [];
  const trust = MANY_DIRECTORIES.includes(directory) ? 'microsoft' : 'directory';
  const issuer = `${MICROSOFT}/${directory}/v2.0`;
  return [{ ...client, name: 'microsoft', label: 'Microsoft', issuer, trust, isOnByDefault: true }];
}

function others(text: Secret | undefined): readonly SsoProviderConfig[] {
  if (text === undefined) return [];
  const parsed = z.array(Issuer).max(50).safeParse(parsedJson(text.reveal()));
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `OIDC_ISSUERS.${path.join('.')}: ${message}`);
    throw unusable(problems.join('\n  '));
  }
  return parsed.data.map((issuer) => ({ ...issuer, trust: 'claim', isOnByDefault: false }));
}

function clientOf(provider: string, clientId: string | undefined, clientSecret: Secret | undefined) {
  if (clientId === undefined && clientSecret === undefined) return undefined;
  if (clientId === undefined || clientSecret === undefined)
    throw unusable(`${provider}_CLIENT_ID, ${provider}_CLIENT_SECRET: give both or none`);
  return { clientId, clientSecret: clientSecret.reveal() };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unusable('OIDC_ISSUERS: is not valid JSON');
  }
}

/** Values are never shown: a secret may stand in any of them. */
function unusable(problem: string): AppError {
  return new AppError(`The configuration is not usable.\n  ${problem}`, { code: 'invalid_configuration', kind: 'invalid_input' });
}
