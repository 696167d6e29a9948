import { env } from '@psa-bridge/core';
import { readProcessOptions } from '../http/process-options.ts';
import { STARTER } from './api/limits.ts';
import { DEMO_APP, DEMO_CREDENTIALS, type XeroSimulatorOptions } from './simulator-options.ts';

const OWN = {
  SIM_ORGANISATIONS: env.int().min(1).max(100).default(2),
  SIM_INVOICES: env.int().min(0).default(20),
  SIM_CALLS_PER_DAY: env.int().min(1).default(STARTER.day),
  SIM_CALLS_PER_MINUTE: env.int().min(1).default(STARTER.minute),
  SIM_REDIRECT_URI: env.text().optional(),
  SIM_CLIENT_ID: env.text().default(DEMO_CREDENTIALS.clientId),
  SIM_CLIENT_SECRET: env.secret().optional(),
};

/** Companies are contacts here, and products are items. @throws AppError `invalid_configuration` */
export function readOptions(
  flags: readonly string[],
  variables: Readonly<Record<string, string | undefined>>,
): XeroSimulatorOptions {
  const { common, seed, own } = readProcessOptions(OWN, { flags, variables });
  return {
    ...common,
    seed: {
      randomSeed: seed.randomSeed,
      organisations: own.SIM_ORGANISATIONS,
      contacts: seed.companies,
      items: seed.products,
      invoices: own.SIM_INVOICES,
    },
    limits: { day: own.SIM_CALLS_PER_DAY, minute: own.SIM_CALLS_PER_MINUTE },
    app: { redirectUris: own.SIM_REDIRECT_URI === undefined ? DEMO_APP.redirectUris : [own.SIM_REDIRECT_URI] },
    credentials: {
      clientId: own.SIM_CLIENT_ID,
      clientSecret: own.SIM_CLIENT_SECRET?.reveal() ?? DEMO_CREDENTIALS.clientSecret,
    },
  };
}
