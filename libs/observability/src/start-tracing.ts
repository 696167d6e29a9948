import type { Attributes, Span } from '@opentelemetry/api';
import { register } from 'import-in-the-middle/register-hooks.mjs';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { KafkaJsInstrumentation } from '@opentelemetry/instrumentation-kafkajs';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { redactText } from './redact-text.ts';
import { rememberSdk, stopTracing } from './tracing.ts';

/** Modules whose loading is hooked: without it their spans are missing, silently. */
const HOOKED = ['kafkajs', 'http', 'https', 'node:http', 'node:https'];

/** One trace in ten that begins here; what came with a trace follows its sender's choice. All of them would cost too much. */
const DEFAULT_SAMPLER = { OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.1' };

/** Starts the SDK; endpoint, protocol, sampling and service name come from the standard OTEL_ variables. */
export function startTracing(): void {
  register({ include: HOOKED });
  // The SDK would send what its instrumentations measure, too: our metrics are those of the declared list, and logs go to standard output.
  process.env['OTEL_METRICS_EXPORTER'] ??= 'none';
  process.env['OTEL_LOGS_EXPORTER'] ??= 'none';
  if (process.env['OTEL_TRACES_SAMPLER'] === undefined) Object.assign(process.env, DEFAULT_SAMPLER);
  const sdk = new NodeSDK({
    instrumentations: [
      // Requests that we answer have spans of our server's own: beginRequestSpan.
      new HttpInstrumentation({ disableIncomingRequestInstrumentation: true, requestHook: redactSpan }),
      new UndiciInstrumentation({ requestHook: redactSpan }),
      new KafkaJsInstrumentation(),
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
