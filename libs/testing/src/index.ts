export { startOtlpCollector, type ExportedSpan, type OtlpCollector } from './otlp-collector.ts';
export { captureLogger, type CapturedLine, type LogCapture } from './capture-logger.ts';
export { eventually, NeverSo, type EventuallyOptions } from './eventually.ts';
export { gatedClock } from './gated-clock.ts';
export { blockOutboundNetwork } from './loopback-only.ts';
export { realBackend, type RealBackend } from './real-backend.ts';
export { spawnNode, type Exit, type SpawnedNode, type SpawnOptions } from './spawn-node.ts';
export { assertTestDatabase, dropTestDatabase } from './test-database.ts';
export { holdableClock } from './holdable-clock.ts';
