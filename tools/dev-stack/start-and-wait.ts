// Starts a backend, prints where it is as one JSON line on standard output, and waits: for tests and for a look by hand
// (node tools/dev-stack/start-and-wait.ts). Ctrl+C stops it.
import { once } from 'node:events';
import { withRealBackend } from './start-backend.ts';

await withRealBackend({ purpose: 'test', fresh: true }, async ({ kind, kafkaBrokers, mongodbUri }) => {
  console.log(JSON.stringify({ kind, kafkaBrokers, mongodbUri }));
  const alive = setInterval(() => undefined, 60_000);
  await once(process, 'SIGHUP');
  clearInterval(alive);
});
