export { addToContext, currentContext, withContext, type WorkContext } from './context.ts';
export { createLogger, type LoggerOptions, type LogLevel } from './create-logger.ts';
export { createMetrics } from './create-metrics.ts';
export type { LogFields, Logger } from './logger.ts';
export { MAX_LABEL_VALUES, METRICS, type MetricSpec } from './metric-list.ts';
export type { Metrics, Sample } from './metrics.ts';
export { redact, redactBody } from './redact.ts';
export { redactText, redactUrl } from './redact-text.ts';
export { isPersonalKey, isSecretKey, PERSONAL_ENDINGS, SECRET_ENDINGS, SECRET_KEYS } from './redacted-keys.ts';
export { beginRequestSpan, type RequestSpan } from './request-span.ts';
export {
  currentTraceId,
  currentTraceparent,
  sampledTraceId,
  SPAN_ATTRIBUTES,
  stopTracing,
  traceIdOf,
  traceOf,
  withQuerySpan,
  withRemoteTrace,
  type SpanAttribute,
  type TracedWork,
} from './tracing.ts';
