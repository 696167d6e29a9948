export type { Backend, RealBackend } from './backend.ts';
export { startBackend, withBackend, withRealBackend } from './start-backend.ts';
