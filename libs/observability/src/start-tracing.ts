import { ExpressInstrumentation } from '@opentelemetry/instrumentation-express';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { KafkaJsInstrumentation } from '@opentelemetry/instrumentation-kafkajs';
import { MongoDBInstrumentation } from '@opentelemetry/instrumentation-mongodb';
import { MongooseInstrumentation } from '@opentelemetry/instrumentation-mongoose';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { NodeSDK } from '@opentelemetry/sdk-node';

/** Modules whose loading is hooked: without it their spans are missing, silently. */
const HOOKED = ['express', 'kafkajs', 'mongoose', 'mongodb', 'http', 'https', 'node:http', 'node:https'];

/** Starts the SDK; endpoint, sampling and service name come from the standard OTEL_ variables. */
export async function startTracing(): Promise<void> {
  const { register } = await import('import-in-the-middle/register-hooks.mjs');
  register({ include: HOOKED });
  const sdk = new NodeSDK({
    instrumentations: [
      new HttpInstrumentation(),
      new UndiciInstrumentation(),
      new ExpressInstrumentation(),
      new KafkaJsInstrumentation(),
      new MongooseInstrumentation(),
      new MongoDBInstrumentation(),
    ],
  });
  sdk.start();
  process.once('beforeExit', () => void sdk.shutdown());
}
