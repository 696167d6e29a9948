import { z } from 'zod';
import { env, loadConfig } from '@psa-bridge/core';
import { withFlags } from '../http/process.ts';
import { DEMO_CREDENTIALS, type AutotaskSimulatorOptions } from './simulator-options.ts';

/** Latency is the vendor's own unless it is set. */
const schema = z.object({
  SIM_PORT: env.int().min(0).max(65_535).default(0),
  SIM_DATABASE: env.int().optional(),
  SIM_RANDOM_SEED: env.int().default(1),
  SIM_COMPANIES: env.int().min(0).default(100),
  SIM_CONTACTS: env.int().min(0).optional(),
  SIM_PRODUCTS: env.int().min(0).default(100),
  SIM_SERVICES: env.int().min(0).default(10),
  SIM_OPPORTUNITIES: env.int().min(0).default(20),
  SIM_QUOTES: env.int().min(0).default(5),
  SIM_TICKETS: env.int().min(0).default(10),
  SIM_CONTRACTS: env.int().min(0).default(5),
  SIM_CALL_MS: env.number().min(0).default(150),
  SIM_FULL_PAGE_MS: env.number().min(0).default(400),
  SIM_TIME_SCALE: env.number().min(1).default(1),
  SIM_THRESHOLD: env.int().min(1).default(10_000),
  SIM_USER_NAME: env.text().default(DEMO_CREDENTIALS.userName),
  SIM_INTEGRATION_CODE: env.text().default(DEMO_CREDENTIALS.integrationCode),
  SIM_SECRET: env.secret().optional(),
});

/** @throws AppError `invalid_configuration` */
export function readOptions(
  flags: readonly string[],
  variables: Readonly<Record<string, string | undefined>>,
): AutotaskSimulatorOptions {
  const config = loadConfig(schema, withFlags(flags, variables));
  return {
    port: config.SIM_PORT,
    ...(config.SIM_DATABASE === undefined ? {} : { database: config.SIM_DATABASE }),
    seed: {
      randomSeed: config.SIM_RANDOM_SEED,
      companies: config.SIM_COMPANIES,
      ...(config.SIM_CONTACTS === undefined ? {} : { contacts: config.SIM_CONTACTS }),
      products: config.SIM_PRODUCTS,
      services: config.SIM_SERVICES,
      opportunities: config.SIM_OPPORTUNITIES,
      quotes: config.SIM_QUOTES,
      tickets: config.SIM_TICKETS,
      contracts: config.SIM_CONTRACTS,
    },
    latency: { callMs: config.SIM_CALL_MS, fullPageMs: config.SIM_FULL_PAGE_MS },
    timeScale: config.SIM_TIME_SCALE,
    limits: { threshold: config.SIM_THRESHOLD },
    credentials: {
      userName: config.SIM_USER_NAME,
      integrationCode: config.SIM_INTEGRATION_CODE,
      secret: config.SIM_SECRET?.reveal() ?? DEMO_CREDENTIALS.secret,
    },
  };
}
