/**
 * Loaded by `node --import` before any other module: instruments what the services use and exports by OTLP. Off, at the cost
 * of this one look, unless OTEL_EXPORTER_OTLP_ENDPOINT (or the one for traces alone) is set.
 */
const { env } = process;
const hasEndpoint = Boolean(env['OTEL_EXPORTER_OTLP_ENDPOINT'] ?? env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT']);

export const isTracingEnabled = hasEndpoint && env['OTEL_SDK_DISABLED'] !== 'true';

if (isTracingEnabled) {
  const { startTracing } = await import('./start-tracing.ts');
  startTracing();
}
