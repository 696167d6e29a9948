export type { LogFields, Logger } from './logger.ts';
export type { Metrics } from './metrics.ts';
