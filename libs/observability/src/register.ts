/**
 * Loaded by `node --import` before any other module: instruments what the services use and exports by OTLP. Off, at the cost
 * of this one look, unless OTEL_EXPORTER_OTLP_ENDPOINT is set.
 */
const enabled = process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] !== undefined && process.env['OTEL_SDK_DISABLED'] !== 'true';

if (enabled) {
  const { startTracing } = await import('./start-tracing.ts');
  await startTracing();
}

export { enabled as isTracingEnabled };
