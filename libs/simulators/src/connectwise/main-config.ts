import { env } from '@psa-bridge/core';
import { readProcessOptions } from '../http/process-options.ts';
import { DEMO_CREDENTIALS, type ConnectWiseSimulatorOptions } from './simulator-options.ts';

const OWN = {
  SIM_TICKETS: env.int().min(0).default(10),
  SIM_AGREEMENTS: env.int().min(0).default(5),
  SIM_CALLS_PER_MINUTE: env.int().min(1).default(1_000),
  SIM_COMPANY_ID: env.text().default(DEMO_CREDENTIALS.companyId),
  SIM_PUBLIC_KEY: env.text().default(DEMO_CREDENTIALS.publicKey),
  SIM_PRIVATE_KEY: env.secret().optional(),
  SIM_CLIENT_ID: env.text().default(DEMO_CREDENTIALS.clientId),
};

/** @throws AppError `invalid_configuration` */
export function readOptions(
  flags: readonly string[],
  variables: Readonly<Record<string, string | undefined>>,
): ConnectWiseSimulatorOptions {
  const { common, seed, own } = readProcessOptions(OWN, { flags, variables });
  return {
    ...common,
    seed: { ...seed, tickets: own.SIM_TICKETS, agreements: own.SIM_AGREEMENTS },
    callsPerMinute: own.SIM_CALLS_PER_MINUTE,
    credentials: {
      companyId: own.SIM_COMPANY_ID,
      publicKey: own.SIM_PUBLIC_KEY,
      privateKey: own.SIM_PRIVATE_KEY?.reveal() ?? DEMO_CREDENTIALS.privateKey,
      clientId: own.SIM_CLIENT_ID,
    },
  };
}
