import { z } from 'zod';
import { env, loadConfig } from '@psa-bridge/core';
import { withFlags } from '../http/process.ts';
import { DEMO_CREDENTIALS, type ConnectWiseSimulatorOptions } from './simulator-options.ts';

/** Latency is the vendor's own unless it is set. */
const schema = z.object({
  SIM_PORT: env.int().min(0).max(65_535).default(0),
  SIM_RANDOM_SEED: env.int().default(1),
  SIM_COMPANIES: env.int().min(0).default(100),
  SIM_CONTACTS: env.int().min(0).optional(),
  SIM_PRODUCTS: env.int().min(0).default(100),
  SIM_OPPORTUNITIES: env.int().min(0).default(20),
  SIM_TICKETS: env.int().min(0).default(10),
  SIM_AGREEMENTS: env.int().min(0).default(5),
  SIM_CALL_MS: env.number().min(0).default(150),
  SIM_FULL_PAGE_MS: env.number().min(0).default(400),
  SIM_TIME_SCALE: env.number().min(1).default(1),
  SIM_CALLS_PER_MINUTE: env.int().min(1).default(1_000),
  SIM_COMPANY_ID: env.text().default(DEMO_CREDENTIALS.companyId),
  SIM_PUBLIC_KEY: env.text().default(DEMO_CREDENTIALS.publicKey),
  SIM_PRIVATE_KEY: env.secret().optional(),
  SIM_CLIENT_ID: env.text().default(DEMO_CREDENTIALS.clientId),
});

/** @throws AppError `invalid_configuration` */
export function readOptions(
  flags: readonly string[],
  variables: Readonly<Record<string, string | undefined>>,
): ConnectWiseSimulatorOptions {
  const config = loadConfig(schema, withFlags(flags, variables));
  return {
    port: config.SIM_PORT,
    seed: {
      randomSeed: config.SIM_RANDOM_SEED,
      companies: config.SIM_COMPANIES,
      ...(config.SIM_CONTACTS === undefined ? {} : { contacts: config.SIM_CONTACTS }),
      products: config.SIM_PRODUCTS,
      opportunities: config.SIM_OPPORTUNITIES,
      tickets: config.SIM_TICKETS,
      agreements: config.SIM_AGREEMENTS,
    },
    latency: { callMs: config.SIM_CALL_MS, fullPageMs: config.SIM_FULL_PAGE_MS },
    timeScale: config.SIM_TIME_SCALE,
    callsPerMinute: config.SIM_CALLS_PER_MINUTE,
    credentials: {
      companyId: config.SIM_COMPANY_ID,
      publicKey: config.SIM_PUBLIC_KEY,
      privateKey: config.SIM_PRIVATE_KEY?.reveal() ?? DEMO_CREDENTIALS.privateKey,
      clientId: config.SIM_CLIENT_ID,
    },
  };
}
