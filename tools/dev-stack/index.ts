export type { Backend, BackendKind, MemoryBackend, Purpose, RealBackend, StackOptions } from './backend.ts';
export { startBackend, withBackend, withRealBackend } from './start-backend.ts';
