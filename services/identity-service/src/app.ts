import { topics } from '@psa-bridge/contracts';
import { AppError, systemClock, type Component } from '@psa-bridge/core';
import type { HttpClient } from '@psa-bridge/http-client';
import { createTokenVerifier, type Route } from '@psa-bridge/http-server';
import type { OpenMail } from '@psa-bridge/mail';
import type { OutboxCollection } from '@psa-bridge/persistence';
import { createRecordStore } from '@psa-bridge/records';
import {
  cipherOf,
  createPeriodicTask,
  createPlatform,
  createService,
  type PeriodicTask,
  type Platform,
  type PlatformOverrides,
  type Service,
} from '@psa-bridge/service-host';
import { auditCommands } from './commands/audit.commands.ts';
import { personCommands } from './commands/person.commands.ts';
import { tenantCommands } from './commands/tenant.commands.ts';
import { createCompanies } from './adapters/companies.records.ts';
import { createArgon2Hasher } from './adapters/password-hasher.argon2.ts';
import { createKeyFactory, createTokenSigner, resealSigningKeys } from './adapters/signing-keys.eddsa.ts';
import { openCollections, SERVICE_NAME } from './collections.ts';
import type { Config } from './config.ts';
import { integrationsConsumer } from './consumers/integrations.consumer.ts';
import { peopleConsumer } from './consumers/people.consumer.ts';
import { retriesConsumer } from './consumers/retries.consumer.ts';
import type { SignInMethod } from './domain/tenant.ts';
import { emailRoutes, passwordRoutes, sessionRoutes } from './http/account.routes.ts';
import { auditConsumer } from './consumers/audit.consumer.ts';
import { apiKeyRoutes } from './http/api-keys.routes.ts';
import { auditRoutes } from './http/audit.routes.ts';
import { authRoutes } from './http/auth.routes.ts';
import { invitationRoutes, joiningRoutes } from './http/invitations.routes.ts';
import { createExpiryGauge } from './expiry-gauge.ts';
import { mailOutboxMount } from './http/mail-outbox.mount.ts';
import { ownerRoutes } from './http/owners.routes.ts';
import { duplicateRoutes, peopleRoutes } from './http/people.routes.ts';
import { roleRoutes } from './http/roles.routes.ts';
import { settingsRoutes } from './http/settings.routes.ts';
import { ssoRoutes } from './http/sso.routes.ts';
import { userRoutes } from './http/users.routes.ts';
import { mailOf } from './mail.ts';
import { migrations } from './migrations.ts';
import type { Collections, Deps, PasswordHasher } from './ports.ts';
import type { BootstrapInput } from './usecases/bootstrap-tenant.ts';
import { ssoOf, type Sso } from './sso.ts';
import { makeIdentityUseCases, type IdentityUseCases } from './usecases/identity-use-cases.ts';

export { configSchema, type Config } from './config.ts';

export interface Overrides extends PlatformOverrides {
  /** A cheaper one, in tests. */
  hasher?: PasswordHasher;
  /** The way to the OpenID providers, in tests. */
  ssoHttp?: HttpClient;
}

const MAIL_RETRY_MS = 15_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The service from its configuration; tests and the development runner bring their own parts. */
export function createApp(config: Config, overrides: Overrides = {}): Service {
  const bootstrap = bootstrapInput(config);
  const clock = overrides.clock ?? systemClock;
  const { TOKEN_ISSUER: issuer, TOKEN_AUDIENCE: audience } = config;
  const verifyToken = createTokenVerifier({ keySet: () => usecases.publishKeys(), issuer, audience, clock });
  const platform = createPlatform(SERVICE_NAME, config, { verifyToken, ...overrides, clock });
  const collections = openCollections(platform.store);
  const mail = mailOf(config, collections, platform);
  const sso = ssoOf(config, platform, overrides.ssoHttp);
  const deps = createDeps(config, platform, { collections, mail, sso, overrides, mailsWait: () => mailSending.wake() });
  const usecases = makeIdentityUseCases(deps);
  const mailSending = mailTask(usecases, platform);

  return createService({
    platform,
    migrations,
    kept: [{ what: 'audit', days: config.AUDIT_KEPT_DAYS, takeAway: usecases.expireActions }],
    commands: { ...auditCommands(usecases), ...personCommands(usecases), ...tenantCommands(usecases) },
    routes: routesOf(usecases, deps.methods),
    consumers: [
      auditConsumer(usecases.appendEntry),
      peopleConsumer(usecases.linkPerson),
      integrationsConsumer(usecases.noteIntegration),
      retriesConsumer(usecases.relink),
    ],
    outboxes: outboxesOf(collections),
    topics: [topics.syncResults, topics.audit],
    http: { mounts: mail.outbox ? [mailOutboxMount(mail.outbox)] : [] },
    components: [
      firstSteps(usecases, bootstrap),
      ...chores(usecases, platform, deps),
      { name: 'sso-http-client', stop: () => sso.close() },
      { name: 'mailer', stop: () => mail.close() },
      mailSending,
    ],
    rotateSecrets: () => resealSigningKeys({ keyrings: deps.keyrings, cipher: cipherOf(config) }),
  });
}

/** Whose documents tell of what was done to them. */
function outboxesOf(collections: Collections): readonly OutboxCollection[] {
  const { users, sessions, tenants, credentials, keyrings, roles, apiKeys, invitations, people, userMerges } = collections;
  const { ssoIdentities, attempts } = collections;
  return [
    ...[users, sessions, tenants, credentials, keyrings, roles, apiKeys, invitations, people, userMerges],
    ssoIdentities,
    attempts,
  ];
}

function routesOf(usecases: IdentityUseCases, methods: readonly SignInMethod[]): Route[] {
  return [
    ...authRoutes(usecases),
    ...ssoRoutes(usecases, methods),
    ...sessionRoutes(usecases),
    ...passwordRoutes(usecases),
    ...emailRoutes(usecases),
    ...joiningRoutes(usecases),
    ...invitationRoutes(usecases),
    ...settingsRoutes(usecases),
    ...userRoutes(usecases),
    ...roleRoutes(usecases),
    ...peopleRoutes(usecases),
    ...duplicateRoutes(usecases),
    ...apiKeyRoutes(usecases),
    ...ownerRoutes(usecases),
    ...auditRoutes(usecases),
  ];
}

interface Parts {
  collections: Collections;
  mail: OpenMail;
  sso: Sso;
  overrides: Overrides;
  mailsWait: () => void;
}

function createDeps(config: Config, platform: Platform, { collections, mail, sso, overrides, mailsWait }: Parts): Deps {
  const { clock, logger, store } = platform;
  const keys = { keyrings: collections.keyrings, cipher: cipherOf(config), clock };
  const token = {
    issuer: config.TOKEN_ISSUER,
    audience: config.TOKEN_AUDIENCE,
    lifetimeMs: config.ACCESS_TOKEN_SECONDS * 1_000,
  };
  return {
    everyCollection: store.everyCollection,
    ...{ ...collections, clock, logger, mailer: mail.mailer, mailsWait },
    companies: createCompanies(createRecordStore({ store, clock, source: SERVICE_NAME })),
    hasher: overrides.hasher ?? createArgon2Hasher(),
    signer: createTokenSigner(keys, token),
    keyFactory: createKeyFactory(keys),
    ...{ sso: sso.sso, methods: sso.methods },
    sessionMinutes: config.SESSION_MINUTES,
    publicUrl: config.PUBLIC_URL,
    rotateKeysEveryMs: config.SIGNING_KEY_DAYS * DAY_MS,
  };
}

/** What must be there before the first request: a key to sign with, and somebody who can sign in. */
function firstSteps({ rotateSigningKey, bootstrapTenant }: IdentityUseCases, bootstrap: BootstrapInput | undefined): Component {
  return {
    name: 'first-steps',
    async start() {
      await rotateSigningKey();
      if (bootstrap) await bootstrapTenant(bootstrap);
    },
  };
}

function chores(
  { rotateSigningKey, sweepExpired, merges }: IdentityUseCases,
  { clock, logger, metrics }: Platform,
  { apiKeys }: Pick<Deps, 'apiKeys'>,
): Component[] {
  return [
    createExpiryGauge({ apiKeys, clock, logger, metrics }),
    createPeriodicTask({ name: 'key-rotation', everyMs: HOUR_MS, run: rotateSigningKey, clock, logger }),
    createPeriodicTask({ name: 'finish-merges', everyMs: MINUTE_MS, run: merges.finish, clock, logger }),
    createPeriodicTask({ name: 'sweep-expired', everyMs: HOUR_MS, run: sweepExpired, clock, logger }),
  ];
}

/** Runs when a mail was asked for, and from time to time for those that could not be sent. */
function mailTask({ sendMails }: IdentityUseCases, { clock, logger }: Platform): PeriodicTask {
  return createPeriodicTask({ name: 'mail-sending', everyMs: MAIL_RETRY_MS, run: sendMails, clock, logger });
}

function bootstrapInput(config: Config): BootstrapInput | undefined {
  const { BOOTSTRAP_TENANT_NAME, BOOTSTRAP_ADMIN_EMAIL, BOOTSTRAP_ADMIN_PASSWORD } = config;
  if (BOOTSTRAP_TENANT_NAME && BOOTSTRAP_ADMIN_EMAIL && BOOTSTRAP_ADMIN_PASSWORD) {
    return { tenantName: BOOTSTRAP_TENANT_NAME, adminEmail: BOOTSTRAP_ADMIN_EMAIL, adminPassword: BOOTSTRAP_ADMIN_PASSWORD };
  }
  if (!BOOTSTRAP_TENANT_NAME && !BOOTSTRAP_ADMIN_EMAIL && !BOOTSTRAP_ADMIN_PASSWORD) return undefined;
  throw new AppError(
    'The configuration is not usable.\n  BOOTSTRAP_*: give tenant name, admin e-mail and password, or none of them',
    {
      code: 'invalid_configuration',
      kind: 'invalid_input',
    },
  );
}
