import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { connectorEnvironment, PROVIDERS, xeroEnvironment, type Provider } from './connector-plans.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

type ConnectorName = `${Provider}-connector`;
export type ServiceName = 'identity-service' | 'issues-service' | 'xero-invoice-sync' | 'gateway' | ConnectorName;

/** In the order in which they start. */
export const SERVICE_NAMES: readonly ServiceName[] = [
  'identity-service',
  'issues-service',
  ...PROVIDERS.map(connectorOf),
  'xero-invoice-sync',
  'gateway',
];

/** The demo tenant's admin: development only, plainly no secret. */
export const DEMO_ADMIN = { email: 'admin@demo.example.com', password: 'demo-admin-password' } as const;
export const DEMO_TENANT = 'Demo MSP';

const BOOTSTRAP = {
  BOOTSTRAP_TENANT_NAME: DEMO_TENANT,
  BOOTSTRAP_ADMIN_EMAIL: DEMO_ADMIN.email,
  BOOTSTRAP_ADMIN_PASSWORD: DEMO_ADMIN.password,
};

export interface PlanOptions {
  kafkaBrokers: string;
  mongodbUri: string;
  database: string;
  /** Begins topics and groups, so that several stacks can share a broker. */
  kafkaPrefix?: string;
  /** Whose connectors run; all by default. */
  providers?: readonly Provider[];
  /** Where the simulated PSAs answer; a connector that is not named talks to the real one. */
  simulated?: Partial<Record<Provider, string>>;
  /** Where a simulated Xero answers; the real one where it is left out, and no sync of invoices where it is null. */
  xero?: XeroAddresses | null;
  /** Where the built console is; without it the gateway serves none. */
  consoleFolder?: string;
  /** Free ports, two for each service. */
  ports: readonly number[];
  logLevel?: string;
  /** Divides the vendors' time windows, alike in simulator and service (architecture rule 15). */
  timeScale?: number;
  /** Between two background deltas, in milliseconds; 0 switches them off. */
  deltaEveryMs?: number;
}

export interface XeroAddresses {
  api: string;
  token: string;
}

export interface PlannedService {
  name: ServiceName;
  /** The script that runs it as a process of its own. */
  main: string;
  url: string;
  adminUrl: string;
  env: Readonly<Record<string, string>>;
}

const MAIL = { MAIL_URL: 'outbox:' };

/** A demo, a scenario and a benchmark ask faster than people do, and all from one address. */
const DOOR = {
  ...MAIL,
  WEBHOOK_ALLOW_PRIVATE: '127.0.0.1,localhost',
  REQUESTS_PER_TENANT: '1000000',
  REQUESTS_PER_CALLER: '1000000',
  REQUESTS_PER_ADDRESS: '1000000',
};

/** What every process of a service is started with: libs/service-host/README.md says why. */
const NODE_OPTIONS = '--max-old-space-size=256';

/** The environment of every service, as an operator would give it, for one machine. */
export function planServices(options: PlanOptions): readonly PlannedService[] {
  const urlOf = (name: ServiceName): string => `http://127.0.0.1:${portOf(options, name)}`;
  const { providers = PROVIDERS } = options;
  const key = randomBytes(32).toString('base64');
  const keys = { FIELD_KEYS: `dev:${process.env['PSA_BRIDGE_DEV_KEY'] ?? key}`, FIELD_KEY_ACTIVE: 'dev' };
  const connectors = Object.fromEntries(
    providers.map((provider) => [
      connectorOf(provider),
      { ...keys, PUBLIC_URL: urlOf('gateway'), ...connectorEnvironment(provider, options) },
    ]),
  );
  const own: Readonly<Partial<Record<ServiceName, Readonly<Record<string, string>>>>> = {
    'identity-service': {
      ...keys,
      PUBLIC_URL: urlOf('gateway'),
      ...MAIL,
      ...BOOTSTRAP,
    },
    'issues-service': { IDENTITY_URL: urlOf('identity-service'), PUBLIC_URL: urlOf('gateway'), MAIL_URL: 'outbox:' },
    ...connectors,
    ...(options.xero === null
      ? {}
      : { 'xero-invoice-sync': { ...keys, ...MAIL, PUBLIC_URL: urlOf('gateway'), ...xeroEnvironment(options) } }),
    gateway: {
      ...keys,
      IDENTITY_URL: urlOf('identity-service'),
      ISSUES_URL: urlOf('issues-service'),
      ...(options.xero === null ? {} : { XERO_URL: urlOf('xero-invoice-sync') }),
      CONNECTORS: providers.map((provider) => `${provider}=${urlOf(connectorOf(provider))}`).join(','),
      PUBLIC_URL: urlOf('gateway'),
      ...(options.consoleFolder === undefined ? {} : { CONSOLE_FOLDER: options.consoleFolder }),
      ...DOOR,
    },
  };
  return SERVICE_NAMES.filter((name) => name in own).map((name) => ({
    name,
    main: path.join(ROOT, 'services', name, 'src/main.ts'),
    url: urlOf(name),
    adminUrl: `http://127.0.0.1:${adminPortOf(options, name)}`,
    env: {
      KAFKA_BROKERS: options.kafkaBrokers,
      KAFKA_PREFIX: options.kafkaPrefix ?? '',
      MONGODB_URI: options.mongodbUri,
      MONGODB_DATABASE: options.database,
      HTTP_PORT: String(portOf(options, name)),
      ADMIN_PORT: String(adminPortOf(options, name)),
      JWKS_URL: `${urlOf('identity-service')}/.well-known/jwks.json`,
      LOG_LEVEL: options.logLevel ?? 'warn',
      NODE_OPTIONS,
      ...own[name],
    },
  }));
}

function portOf({ ports }: PlanOptions, name: ServiceName): number {
  return ports[SERVICE_NAMES.indexOf(name) * 2] ?? 0;
}

function adminPortOf({ ports }: PlanOptions, name: ServiceName): number {
  return ports[SERVICE_NAMES.indexOf(name) * 2 + 1] ?? 0;
}

function connectorOf<Name extends Provider>(provider: Name): `${Name}-connector` {
  return `${provider}-connector`;
}
