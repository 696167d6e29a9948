import { env } from '@psa-bridge/core';
import { readProcessOptions } from '../http/process-options.ts';
import { DEMO_CREDENTIALS, type HaloSimulatorOptions } from './simulator-options.ts';

const OWN = {
  SIM_QUOTES: env.int().min(0).default(10),
  SIM_TICKETS: env.int().min(0).default(10),
  SIM_AGREEMENTS: env.int().min(0).default(5),
  SIM_CALLS_PER_WINDOW: env.int().min(1).default(300),
  SIM_TOKEN_SECONDS: env.int().min(1).default(3_600),
  SIM_TENANT: env.text().default(DEMO_CREDENTIALS.tenant),
  SIM_CLIENT_ID: env.text().default(DEMO_CREDENTIALS.clientId),
  SIM_CLIENT_SECRET: env.secret().optional(),
};

/** @throws AppError `invalid_configuration` */
export function readOptions(
  flags: readonly string[],
  variables: Readonly<Record<string, string | undefined>>,
): HaloSimulatorOptions {
  const { common, seed, own } = readProcessOptions(OWN, { flags, variables });
  return {
    ...common,
    seed: { ...seed, quotes: own.SIM_QUOTES, tickets: own.SIM_TICKETS, agreements: own.SIM_AGREEMENTS },
    callsPerWindow: own.SIM_CALLS_PER_WINDOW,
    tokenSeconds: own.SIM_TOKEN_SECONDS,
    credentials: {
      tenant: own.SIM_TENANT,
      clientId: own.SIM_CLIENT_ID,
      clientSecret: own.SIM_CLIENT_SECRET?.reveal() ?? DEMO_CREDENTIALS.clientSecret,
    },
  };
}
