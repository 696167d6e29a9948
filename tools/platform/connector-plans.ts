import type { PlanOptions } from './service-plan.ts';

/** The PSAs that have a connector, as they are called in topics, paths and collections. */
export const PROVIDERS = ['autotask', 'connectwise', 'halo'] as const;
export type Provider = (typeof PROVIDERS)[number];

type Env = Readonly<Record<string, string>>;

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** What each connector is started with besides what all are, on one machine: its vendor's time windows, scaled. */
const OWN: Readonly<Record<Provider, (options: PlanOptions) => Env>> = {
  autotask(options) {
    const scaled = scaledBy(options);
    const address = options.simulated?.autotask;
    return {
      AUTOTASK_ALLOWANCE_MS: scaled(HOUR_MS),
      AUTOTASK_QUARANTINE_MS: scaled(5 * MINUTE_MS),
      AUTOTASK_WEBHOOK_CHECK_EVERY_MS: scaled(15 * MINUTE_MS),
      AUTOTASK_WEBHOOK_REDELIVERY_MS: scaled(30 * SECOND_MS),
      AUTOTASK_WEBHOOK_REPORT_EVERY_MS: scaled(HOUR_MS),
      AUTOTASK_CHARGE_WINDOW_MS: scaled(2 * HOUR_MS),
      AUTOTASK_DELTA_EVERY_MS: String(options.deltaEveryMs ?? 5 * MINUTE_MS),
      AUTOTASK_OPPORTUNITIES_EVERY_MS: scaled(10 * MINUTE_MS),
      AUTOTASK_OPPORTUNITIES_REREAD_MS: scaled(30 * MINUTE_MS),
      AUTOTASK_AGREEMENTS_EVERY_MS: scaled(6 * HOUR_MS),
      AUTOTASK_INVOICES_EVERY_MS: scaled(5 * MINUTE_MS),
      AUTOTASK_INVOICES_REREAD_MS: scaled(HOUR_MS),
      ...(address === undefined ? {} : { AUTOTASK_DISCOVERY_URL: address }),
    };
  },
  connectwise(options) {
    const scaled = scaledBy(options);
    return {
      CONNECTWISE_ALLOWANCE_MS: scaled(MINUTE_MS),
      CONNECTWISE_QUARANTINE_MS: scaled(2 * MINUTE_MS),
      CONNECTWISE_LIMIT_WAIT_MS: scaled(5 * SECOND_MS),
      CONNECTWISE_CALLBACK_CHECK_EVERY_MS: scaled(15 * MINUTE_MS),
      CONNECTWISE_CALLBACK_REDELIVERY_MS: scaled(10 * SECOND_MS),
      CONNECTWISE_DELTA_EVERY_MS: String(options.deltaEveryMs ?? 15 * MINUTE_MS),
    };
  },
  halo(options) {
    const scaled = scaledBy(options);
    return {
      HALO_ALLOWANCE_MS: scaled(5 * MINUTE_MS),
      HALO_QUARANTINE_MS: scaled(2 * MINUTE_MS),
      HALO_LIMIT_WAIT_MS: scaled(30 * SECOND_MS),
      HALO_SALES_EVERY_MS: scaled(HOUR_MS),
      HALO_WEBHOOK_CHECK_EVERY_MS: scaled(15 * MINUTE_MS),
      HALO_WEBHOOK_REDELIVERY_MS: scaled(MINUTE_MS),
      HALO_WEBHOOK_REPORT_EVERY_MS: scaled(HOUR_MS),
      HALO_DELTA_EVERY_MS: String(options.deltaEveryMs ?? 15 * MINUTE_MS),
    };
  },
};

export function connectorEnvironment(provider: Provider, options: PlanOptions): Env {
  const isSimulated = options.simulated?.[provider] !== undefined;
  return { ...OWN[provider](options), ...(isSimulated ? { ALLOW_PRIVATE_ADDRESSES: '127.0.0.0/8' } : {}) };
}

/** The same for the sync of invoices. */
export function xeroEnvironment(options: PlanOptions): Env {
  const scaled = scaledBy(options);
  const { xero } = options;
  return {
    XERO_ALLOWANCE_MS: scaled(MINUTE_MS),
    XERO_QUARANTINE_MS: scaled(2 * MINUTE_MS),
    XERO_HOLD_MS: scaled(10 * MINUTE_MS),
    XERO_RETRY_MS: scaled(5 * MINUTE_MS),
    ...(xero ? { XERO_API_URL: xero.api, XERO_TOKEN_URL: xero.token, ALLOW_PRIVATE_ADDRESSES: '127.0.0.0/8' } : {}),
  };
}

function scaledBy({ timeScale = 1 }: PlanOptions): (ms: number) => string {
  return (ms) => String(Math.max(1, Math.round(ms / timeScale)));
}
