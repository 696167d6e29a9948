export { currentContext, withContext, type WorkContext } from './context.ts';
export { createLogger, type LoggerOptions, type LogLevel } from './create-logger.ts';
export { createMetrics } from './create-metrics.ts';
export type { LogFields, Logger } from './logger.ts';
export { METRICS, type MetricSpec } from './metric-list.ts';
export type { Metrics } from './metrics.ts';
export { isSecretKey, redact, redactBody, redactUrl, SECRET_KEYS } from './redact.ts';
export {
  currentTraceId,
  currentTraceparent,
  newTraceparent,
  SPAN_ATTRIBUTES,
  withRemoteTrace,
  type SpanAttribute,
  type TracedWork,
} from './tracing.ts';
