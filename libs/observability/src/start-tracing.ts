import type { Attributes, Span } from '@opentelemetry/api';
import { register } from 'import-in-the-middle/register-hooks.mjs';
import { ExpressInstrumentation } from '@opentelemetry/instrumentation-express';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { KafkaJsInstrumentation } from '@opentelemetry/instrumentation-kafkajs';
import { MongoDBInstrumentation } from '@opentelemetry/instrumentation-mongodb';
import { MongooseInstrumentation } from '@opentelemetry/instrumentation-mongoose';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { redactText } from './redact-text.ts';
import { rememberSdk, stopTracing } from './tracing.ts';

/** Modules whose loading is hooked: without it their spans are missing, silently. */
const HOOKED = ['express', 'kafkajs', 'mongoose', 'mongodb', 'http', 'https', 'node:http', 'node:https'];

/** Starts the SDK; endpoint, protocol, sampling and service name come from the standard OTEL_ variables. */
export function startTracing(): void {
  register({ include: HOOKED });
  // The SDK would send what its instrumentations measure, too: our metrics are those of the declared list, and logs go to standard output.
  process.env['OTEL_METRICS_EXPORTER'] ??= 'none';
  process.env['OTEL_LOGS_EXPORTER'] ??= 'none';
  const sdk = new NodeSDK({
    instrumentations: [
      new HttpInstrumentation({ requestHook: redactSpan }),
      new UndiciInstrumentation({ requestHook: redactSpan }),
      new ExpressInstrumentation(),
      new KafkaJsInstrumentation(),
      new MongooseInstrumentation(),
      new MongoDBInstrumentation(),
    ],
  });
  sdk.start();
  rememberSdk(sdk);
  process.once('beforeExit', () => void stopTracing());
}

/** Addresses may carry secrets in their query; the instrumentations know only some of their names. */
function redactSpan(span: Span): void {
  const { attributes } = span as Span & { attributes?: Attributes };
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (typeof value !== 'string') continue;
    const redacted = redactText(value);
    if (redacted !== value) span.setAttribute(name, redacted);
  }
}
