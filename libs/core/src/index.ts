export { backoffMs, type BackoffPolicy } from './backoff.ts';
export { createManualClock, systemClock, type Clock, type ManualClock } from './clock.ts';
export { env, loadConfig } from './config.ts';
export { emailAddress } from './email-address.ts';
export {
  AppError,
  conflict,
  ERROR_KINDS,
  forbidden,
  invalidInput,
  isAppError,
  notFound,
  rateLimited,
  rejected,
  toAppError,
  tooLarge,
  unauthenticated,
  unavailable,
  type AppErrorOptions,
  type ErrorKind,
} from './errors.ts';
export { armPoints, FAULT_POINTS, noFaults, type ArmedPoints, type FaultPoint } from './fault-points.ts';
export { derivedId, isId, newId } from './ids.ts';
export { canonicalJson, type Json, type JsonObject } from './json.ts';
export { createLifecycle, type Component, type Lifecycle, type LifecycleOptions } from './lifecycle.ts';
export { PERMISSIONS, type Caller, type Permission } from './permissions.ts';
export { takeRandom } from './random.ts';
export { checkRevision, contentRevision } from './revision.ts';
export { REDACTED, Secret } from './secret.ts';
