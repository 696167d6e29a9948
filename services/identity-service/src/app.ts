import { AppError, systemClock, type Component } from '@psa-bridge/core';
import { createTokenVerifier } from '@psa-bridge/http-server';
import {
  cipherOf,
  createPeriodicTask,
  createPlatform,
  createService,
  type Platform,
  type PlatformOverrides,
  type Service,
} from '@psa-bridge/service-host';
import { createArgon2Hasher } from './adapters/password-hasher.argon2.ts';
import { createKeyFactory, createTokenSigner, resealSigningKeys } from './adapters/signing-keys.eddsa.ts';
import { openCollections, SERVICE_NAME } from './collections.ts';
import type { Config } from './config.ts';
import { authRoutes } from './http/auth.routes.ts';
import { userRoutes } from './http/users.routes.ts';
import { migrations } from './migrations.ts';
import type { Deps, PasswordHasher } from './ports.ts';
import type { BootstrapInput } from './usecases/bootstrap-tenant.ts';
import { makeIdentityUseCases, type IdentityUseCases } from './usecases/identity-use-cases.ts';

export { configSchema, type Config } from './config.ts';

export interface Overrides extends PlatformOverrides {
  /** A cheaper one, in tests. */
  hasher?: PasswordHasher;
}

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

/** The service from its configuration; tests and the development runner bring their own parts. */
export function createApp(config: Config, overrides: Overrides = {}): Service {
  const bootstrap = bootstrapInput(config);
  const clock = overrides.clock ?? systemClock;
  const { TOKEN_ISSUER: issuer, TOKEN_AUDIENCE: audience } = config;
  const verifyToken = createTokenVerifier({ keySet: () => usecases.publishKeys(), issuer, audience, clock });
  const platform = createPlatform(SERVICE_NAME, config, { verifyToken, ...overrides, clock });
  const deps = createDeps(config, platform, overrides);
  const usecases = makeIdentityUseCases(deps);

  return createService({
    platform,
    migrations,
    routes: [...authRoutes(usecases), ...userRoutes(usecases)],
    components: [firstSteps(usecases, bootstrap), ...chores(usecases, platform)],
    rotateSecrets: () => resealSigningKeys({ keyrings: deps.keyrings, cipher: cipherOf(config) }),
  });
}

function createDeps(config: Config, platform: Platform, overrides: Overrides): Deps {
  const { clock, logger } = platform;
  const collections = openCollections(platform.store);
  const keys = { keyrings: collections.keyrings, cipher: cipherOf(config), clock };
  const token = {
    issuer: config.TOKEN_ISSUER,
    audience: config.TOKEN_AUDIENCE,
    lifetimeMs: config.ACCESS_TOKEN_SECONDS * 1_000,
  };
  return {
    ...{ ...collections, clock, logger },
    hasher: overrides.hasher ?? createArgon2Hasher(),
    signer: createTokenSigner(keys, token),
    keyFactory: createKeyFactory(keys),
    sessionMs: config.SESSION_MINUTES * 60_000,
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

function chores({ rotateSigningKey, sweepExpired }: IdentityUseCases, { clock, logger }: Platform): Component[] {
  return [
    createPeriodicTask({ name: 'key-rotation', everyMs: HOUR_MS, run: rotateSigningKey, clock, logger }),
    createPeriodicTask({ name: 'sweep-expired', everyMs: HOUR_MS, run: sweepExpired, clock, logger }),
  ];
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
