import type { Credentials, IntegrationDetail, Provider, Tested } from '../../api/connectors.ts';

/** What a PSA has to be told to be reached. */
export interface CredentialField {
  name: string;
  isSecret?: true;
  isOptional?: true;
}

export const CREDENTIAL_FIELDS: Readonly<Record<Provider, readonly CredentialField[]>> = {
  autotask: [
    { name: 'userName' },
    { name: 'secret', isSecret: true },
    { name: 'integrationCode', isSecret: true },
    { name: 'zoneUrl', isOptional: true },
  ],
  connectwise: [
    { name: 'site' },
    { name: 'companyId' },
    { name: 'publicKey' },
    { name: 'privateKey', isSecret: true },
    { name: 'clientId', isSecret: true },
  ],
  halo: [
    { name: 'host' },
    { name: 'tenant', isOptional: true },
    { name: 'clientId' },
    { name: 'clientSecret', isSecret: true },
    { name: 'website', isOptional: true },
  ],
};

/** What is known of a credential: its text, or of a secret that there is one. */
export function knownOf(
  name: string,
  credentials: IntegrationDetail['credentials'] | undefined,
): { text: string; isSet: boolean } {
  const known = credentials?.[name];
  if (typeof known === 'string') return { text: known, isSet: true };
  return { text: '', isSet: known?.isSet ?? false };
}

/** What was typed; what is left empty keeps what is set, and is sent to nobody. */
export function typedOf(typed: Readonly<Record<string, string>>): Credentials {
  const trimmed = Object.entries(typed).map(([name, value]) => [name, value.trim()] as const);
  return Object.fromEntries(trimmed.filter(([, value]) => value !== ''));
}

/** What is still needed before a test makes sense. */
export function missingOf(
  provider: Provider,
  { typed, credentials }: { typed: Readonly<Record<string, string>>; credentials: IntegrationDetail['credentials'] | undefined },
): readonly string[] {
  const given = typedOf(typed);
  const needed = CREDENTIAL_FIELDS[provider].filter(({ isOptional }) => !isOptional);
  return needed.filter(({ name }) => given[name] === undefined && !knownOf(name, credentials).isSet).map(({ name }) => name);
}

/** What the last test found, as it was kept. */
export function testedOf(integration: IntegrationDetail): Tested {
  const { checks, failure } = integration;
  return { integration, checks, ...(failure ? { failure } : {}) };
}
