export type { ApiMeasures, QueueMeasures } from './beat/measured-work.ts';
export { BEAT_EVERY_MS, BEATS_KEPT_MS, PLATFORM_TENANT, serviceBeats, type ServiceBeat } from './beat/service-beat.ts';
export { baseConfig, fieldKeysConfig, type BaseConfig, type FieldKeysConfig, type PlatformConfig } from './base-config.ts';
export { createService, type Service, type ServiceOptions } from './create-service.ts';
export { requiredOption, type OperatorCommand, type OperatorCommands } from './operator-commands.ts';
export { createPeriodicTask, type PeriodicTask, type PeriodicTaskOptions } from './periodic-task.ts';
export { cipherOf, createPlatform, type Platform, type PlatformOverrides } from './platform.ts';
export { prefixedBus } from './prefixed-bus.ts';
export { runService } from './run-service.ts';
