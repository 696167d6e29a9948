import { baseConfig } from '@psa-bridge/service-host';
import { z } from 'zod';

/** This service needs nothing beyond what every service is told. */
export const configSchema = z.object(baseConfig);

export type Config = z.output<typeof configSchema>;
