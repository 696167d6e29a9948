import { AppError, invalidInput, Secret } from '@psa-bridge/core';
import { fieldAad, rotateFields, type FieldCipher } from '@psa-bridge/persistence';
import type { z } from 'zod';
import { webhookSecretPath, type Integration } from './integration.ts';
import type { IntegrationStore } from './integration-store.ts';

/** Which credentials a provider needs and which of them are secret. */
export interface CredentialsSpec {
  schema: z.ZodObject;
  secret: readonly string[];
}

/** Splits checked credentials into what may be shown and what is kept encrypted. */
export function sealCredentials(
  values: Readonly<Record<string, unknown>>,
  of: { tenantId: string; id: string },
  { spec, store }: { spec: CredentialsSpec; store: IntegrationStore },
): NonNullable<Integration['credentials']> {
  const plain: Record<string, string> = {};
  const sealed: Record<string, string> = {};
  for (const [key, value] of Object.entries(values)) {
    if (typeof value !== 'string' || value === '') continue;
    if (spec.secret.includes(key)) sealed[key] = store.seal(of.tenantId, secretPath(of.id, key), value);
    else plain[key] = value;
  }
  return { plain, sealed };
}

/** @throws AppError `credentials_missing` (unauthenticated) where none were given yet or they no longer fit. */
export function openCredentials(
  integration: Integration,
  { spec, store }: { spec: CredentialsSpec; store: IntegrationStore },
): Record<string, unknown> {
  const { credentials, tenantId, _id: id } = integration;
  if (!credentials) throw missing();
  const opened = Object.entries(credentials.sealed).map(([key, text]) => [key, store.open(tenantId, secretPath(id, key), text)]);
  const result = spec.schema.safeParse({ ...credentials.plain, ...Object.fromEntries(opened) });
  if (!result.success) throw missing();
  return result.data;
}

/**
 * New credentials over the stored ones: a key that is left out stays. A secret therefore need not be shown to be kept.
 * @throws AppError `invalid_credentials` naming the keys, never a value.
 */
export function mergeCredentials(
  given: Readonly<Record<string, unknown>>,
  integration: Integration,
  deps: { spec: CredentialsSpec; store: IntegrationStore },
): Record<string, unknown> {
  const { credentials, tenantId, _id: id } = integration;
  const old = Object.entries(credentials?.sealed ?? {}).map(([key, text]) => [
    key,
    deps.store.open(tenantId, secretPath(id, key), text),
  ]);
  const result = deps.spec.schema.strict().safeParse({ ...credentials?.plain, ...Object.fromEntries(old), ...given });
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => ({
    field: issue.path.join('.') || (issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : ''),
    message: issue.code === 'unrecognized_keys' ? 'is not a credential of this PSA' : issue.message,
  }));
  throw invalidInput(
    'invalid_credentials',
    `The credentials are not complete: ${problems.map(({ field, message }) => `${field}: ${message}`).join('; ')}.`,
    {
      details: { problems },
    },
  );
}

export function webhookSecret(integration: Integration, store: IntegrationStore): Secret {
  const { _id: id, tenantId, webhooks } = integration;
  return new Secret(store.open(tenantId, webhookSecretPath(id), webhooks.sealedSecret));
}

/** Credentials and webhook secrets encrypted anew with the active key; answers how many integrations changed. */
export function resealIntegrations({ collection }: Pick<IntegrationStore, 'collection'>, cipher: FieldCipher): Promise<number> {
  return rotateFields({
    collection,
    cipher,
    renewed(integration, renew) {
      const { _id: id, tenantId, credentials, webhooks, move } = integration;
      const resealed = (given: NonNullable<Integration['credentials']>): NonNullable<Integration['credentials']> => {
        const sealed = Object.entries(given.sealed).map(([key, text]) => [
          key,
          renew(text, fieldAad(tenantId, secretPath(id, key))),
        ]);
        return { ...given, sealed: Object.fromEntries(sealed) as Record<string, string> };
      };
      return {
        ...integration,
        ...(credentials ? { credentials: resealed(credentials) } : {}),
        ...(move ? { move: { ...move, credentials: resealed(move.credentials) } } : {}),
        webhooks: { ...webhooks, sealedSecret: renew(webhooks.sealedSecret, fieldAad(tenantId, webhookSecretPath(id))) },
      };
    },
  });
}

function secretPath(id: string, key: string): string {
  return `${id}.credentials.${key}`;
}

function missing(): AppError {
  return new AppError('The integration has no usable credentials.', {
    code: 'credentials_missing',
    kind: 'unauthenticated',
    expected: true,
  });
}
