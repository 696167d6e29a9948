import { env } from '@psa-bridge/core';
import { readProcessOptions } from '../http/process-options.ts';
import { DEMO_CREDENTIALS, type AutotaskSimulatorOptions } from './simulator-options.ts';

const OWN = {
  SIM_DATABASE: env.int().optional(),
  SIM_SERVICES: env.int().min(0).default(10),
  SIM_QUOTES: env.int().min(0).default(5),
  SIM_TICKETS: env.int().min(0).default(10),
  SIM_CONTRACTS: env.int().min(0).default(5),
  SIM_THRESHOLD: env.int().min(1).default(10_000),
  SIM_USER_NAME: env.text().default(DEMO_CREDENTIALS.userName),
  SIM_INTEGRATION_CODE: env.text().default(DEMO_CREDENTIALS.integrationCode),
  SIM_SECRET: env.secret().optional(),
};

/** @throws AppError `invalid_configuration` */
export function readOptions(
  flags: readonly string[],
  variables: Readonly<Record<string, string | undefined>>,
): AutotaskSimulatorOptions {
  const { common, seed, own } = readProcessOptions(OWN, { flags, variables });
  return {
    ...common,
    ...(own.SIM_DATABASE === undefined ? {} : { database: own.SIM_DATABASE }),
    seed: {
      ...seed,
      services: own.SIM_SERVICES,
      quotes: own.SIM_QUOTES,
      tickets: own.SIM_TICKETS,
      contracts: own.SIM_CONTRACTS,
    },
    limits: { threshold: own.SIM_THRESHOLD },
    credentials: {
      userName: own.SIM_USER_NAME,
      integrationCode: own.SIM_INTEGRATION_CODE,
      secret: own.SIM_SECRET?.reveal() ?? DEMO_CREDENTIALS.secret,
    },
  };
}
