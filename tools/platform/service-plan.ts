import { randomBytes } from 'node:crypto';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');

export const SERVICE_NAMES = ['identity-service', 'issues-service', 'autotask-connector', 'gateway'] as const;
export type ServiceName = (typeof SERVICE_NAMES)[number];

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
  /** Where the simulated Autotask answers; undefined for the real one. */
  autotaskUrl?: string;
  /** Free ports, two for each service. */
  ports: readonly number[];
  logLevel?: string;
  /** Divides Autotask's time windows, alike in simulator and service (architecture rule 15). */
  timeScale?: number;
  /** Between two background deltas, in milliseconds; 0 switches them off. */
  deltaEveryMs?: number;
}

export interface PlannedService {
  name: ServiceName;
  /** The script that runs it as a process of its own. */
  main: string;
  url: string;
  adminUrl: string;
  env: Readonly<Record<string, string>>;
}

/** A demo, a scenario and a benchmark ask faster than people do, and all from one address. */
const DOOR = {
  MAIL_URL: 'outbox:',
  REQUESTS_PER_TENANT: '1000000',
  REQUESTS_PER_CALLER: '1000000',
  REQUESTS_PER_ADDRESS: '1000000',
};

/** What every process of a service is started with: libs/service-host/README.md says why. */
const NODE_OPTIONS = '--max-old-space-size=256';
const HOUR_MS = 60 * 60_000;
const QUARANTINE_MS = 5 * 60_000;
const CHARGE_WINDOW_MS = 2 * HOUR_MS;
const DELTA_EVERY_MS = 5 * 60_000;
const WEBHOOK_CHECK_MS = 15 * 60_000;
const WEBHOOK_REDELIVERY_MS = 30_000;
const OPPORTUNITIES_EVERY_MS = 10 * 60_000;
const OPPORTUNITIES_REREAD_MS = 30 * 60_000;
const AGREEMENTS_EVERY_MS = 6 * HOUR_MS;

/** The environment of every service, as an operator would give it, for one machine. */
export function planServices(options: PlanOptions): readonly PlannedService[] {
  const urlOf = (name: ServiceName): string => `http://127.0.0.1:${portOf(options, name)}`;
  const { timeScale = 1 } = options;
  const scaled = (ms: number): string => String(Math.max(1, Math.round(ms / timeScale)));
  const key = randomBytes(32).toString('base64');
  const keys = { FIELD_KEYS: `dev:${process.env['PSA_BRIDGE_DEV_KEY'] ?? key}`, FIELD_KEY_ACTIVE: 'dev' };
  const own: Readonly<Record<ServiceName, Readonly<Record<string, string>>>> = {
    'identity-service': {
      ...keys,
      PUBLIC_URL: urlOf('gateway'),
      MAIL_URL: 'outbox:',
      ...BOOTSTRAP,
    },
    'issues-service': {},
    'autotask-connector': {
      ...keys,
      PUBLIC_URL: urlOf('gateway'),
      AUTOTASK_ALLOWANCE_MS: scaled(HOUR_MS),
      AUTOTASK_QUARANTINE_MS: scaled(QUARANTINE_MS),
      AUTOTASK_WEBHOOK_CHECK_EVERY_MS: scaled(WEBHOOK_CHECK_MS),
      AUTOTASK_WEBHOOK_REDELIVERY_MS: scaled(WEBHOOK_REDELIVERY_MS),
      AUTOTASK_WEBHOOK_REPORT_EVERY_MS: scaled(HOUR_MS),
      AUTOTASK_CHARGE_WINDOW_MS: scaled(CHARGE_WINDOW_MS),
      AUTOTASK_DELTA_EVERY_MS: String(options.deltaEveryMs ?? DELTA_EVERY_MS),
      AUTOTASK_OPPORTUNITIES_EVERY_MS: scaled(OPPORTUNITIES_EVERY_MS),
      AUTOTASK_OPPORTUNITIES_REREAD_MS: scaled(OPPORTUNITIES_REREAD_MS),
      AUTOTASK_AGREEMENTS_EVERY_MS: scaled(AGREEMENTS_EVERY_MS),
      ...(options.autotaskUrl === undefined
        ? {}
        : { AUTOTASK_DISCOVERY_URL: options.autotaskUrl, ALLOW_PRIVATE_ADDRESSES: '127.0.0.0/8' }),
    },
    gateway: {
      IDENTITY_URL: urlOf('identity-service'),
      ISSUES_URL: urlOf('issues-service'),
      CONNECTORS: `autotask=${urlOf('autotask-connector')}`,
      ...DOOR,
    },
  };
  return SERVICE_NAMES.map((name) => ({
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
