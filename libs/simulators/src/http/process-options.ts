import { z } from 'zod';
import { env, loadConfig } from '@psa-bridge/core';
import { withFlags } from './process.ts';

/** What the process of every simulator can be told; latency is the vendor's own unless it is set. */
const COMMON = {
  SIM_PORT: env.int().min(0).max(65_535).default(0),
  SIM_RANDOM_SEED: env.int().default(1),
  SIM_COMPANIES: env.int().min(0).default(100),
  SIM_CONTACTS: env.int().min(0).optional(),
  SIM_PRODUCTS: env.int().min(0).default(100),
  SIM_OPPORTUNITIES: env.int().min(0).default(20),
  SIM_CALL_MS: env.number().min(0).default(150),
  SIM_FULL_PAGE_MS: env.number().min(0).default(400),
  SIM_TIME_SCALE: env.number().min(1).default(1),
};

interface ProcessSource {
  flags: readonly string[];
  variables: Readonly<Record<string, string | undefined>>;
}

/**
 * The options that all simulators share, and the vendor's own variables.
 *
 * @throws AppError `invalid_configuration`
 */
export function readProcessOptions<Own extends z.ZodRawShape>(own: Own, { flags, variables }: ProcessSource) {
  const given = withFlags(flags, variables);
  const common = loadConfig(z.object(COMMON), given);
  return {
    own: loadConfig(z.object(own), given),
    common: {
      port: common.SIM_PORT,
      latency: { callMs: common.SIM_CALL_MS, fullPageMs: common.SIM_FULL_PAGE_MS },
      timeScale: common.SIM_TIME_SCALE,
    },
    seed: {
      randomSeed: common.SIM_RANDOM_SEED,
      companies: common.SIM_COMPANIES,
      ...(common.SIM_CONTACTS === undefined ? {} : { contacts: common.SIM_CONTACTS }),
      products: common.SIM_PRODUCTS,
      opportunities: common.SIM_OPPORTUNITIES,
    },
  };
}
