import { exampleService } from './example-service.ts';
import { runService } from '../src/index.ts';

/** What a process with a service in it does, for the test of signals; FAIL says where it is to go wrong. */
const fail = process.env['FAIL'];
const slowStop = { name: 'slow', stop: () => new Promise<void>((resolve) => setTimeout(resolve, 300)) };
const failingStart = { name: 'failing', start: () => Promise.reject(new Error('no start today')) };

await runService((given) => {
  const components = fail === 'start' ? [slowStop, failingStart] : [slowStop];
  const rotateSecrets = async (): Promise<number> => {
    service.logger.info({}, 'secrets_renewed');
    return 3;
  };
  const service = exampleService(given, { components, rotateSecrets }, process.env);
  return service;
});
// Somebody's handle that is never closed.
if (process.env['HOLD']) setInterval(() => undefined, 60_000);
if (fail === 'later') setTimeout(() => void Promise.reject(new Error('nobody catches this')), 50);
