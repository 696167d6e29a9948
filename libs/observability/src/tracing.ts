import {
  context,
  propagation,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Context,
  type SpanOptions,
} from '@opentelemetry/api';
import { takeRandom } from '@psa-bridge/core';
import { currentContext, withContext, type WorkContext } from './context.ts';

/** W3C trace context, level 1; all-zero ids are not valid. */
const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;
const TRACE_ID_BYTES = 16;
const SPAN_ID_BYTES = 8;
export const TRACER = 'psa-bridge';

/** Span attributes of our own: what is not listed here is not set. */
export const SPAN_ATTRIBUTES = [
  'psa.provider',
  'psa.entity_type',
  'psa.operation',
  'psa.lane',
  'messaging.consumer.group',
  'tenant.id',
] as const;
export type SpanAttribute = (typeof SPAN_ATTRIBUTES)[number];

/** The W3C trace context of the current work: of the active span, else of the context that came with the request. */
export function currentTraceparent(): string | undefined {
  const span = trace.getActiveSpan()?.spanContext();
  if (span && trace.isSpanContextValid(span)) {
    return `00-${span.traceId}-${span.spanId}-${span.traceFlags.toString(16).padStart(2, '0')}`;
  }
  return currentContext().traceparent;
}

export function currentTraceId(): string | undefined {
  return traceIdOf(currentTraceparent()) ?? currentContext().traceId;
}

/** The trace of the current work where a collector will have it: what an exemplar points to. */
export function sampledTraceId(): string | undefined {
  const span = trace.getActiveSpan()?.spanContext();
  return span && (span.traceFlags & TraceFlags.SAMPLED) !== 0 ? span.traceId : undefined;
}

/** The trace id (32 hex digits) of a W3C trace context; undefined where that is missing or malformed. */
export function traceIdOf(traceparent: string | undefined): string | undefined {
  return traceparent === undefined ? undefined : TRACEPARENT.exec(traceparent)?.[1];
}

interface TraceContext {
  traceparent: string;
  traceId: string;
}

/**
 * The trace context that came with a request or message, where it is well formed; else a fresh one, for work that began here. A
 * fresh one asks to be sampled, so that a service that exports does.
 */
export function traceOf(sent: unknown): TraceContext {
  const traceId = typeof sent === 'string' ? traceIdOf(sent) : undefined;
  return typeof sent === 'string' && traceId !== undefined ? { traceparent: sent, traceId } : newTrace();
}

function newTrace(): TraceContext {
  const ids = takeRandom(TRACE_ID_BYTES + SPAN_ID_BYTES).toString('hex');
  const traceId = ids.slice(0, 2 * TRACE_ID_BYTES);
  return { traceparent: `00-${traceId}-${ids.slice(2 * TRACE_ID_BYTES)}-01`, traceId };
}

export interface TracedWork {
  /** As it came from the caller or the message; another one is begun where it is missing or malformed. */
  traceparent: string | undefined;
  name: string;
  attributes?: Partial<Record<SpanAttribute, string>>;
  /** Further facts for the log lines of the work. */
  facts?: WorkContext;
}

/** Runs `work` within the given trace, as a span where tracing is on, and as log context always. */
export function withRemoteTrace<Result>(traced: TracedWork, work: () => Promise<Result>): Promise<Result> {
  const ids = traceOf(traced.traceparent);
  const facts = { ...traced.facts, ...ids };
  if (!runningSdk()) return withContext(facts, work);
  const parent = remoteParent(traced.traceparent);
  return withContext(facts, () => context.with(parent, () => inSpan(traced.name, { attributes: traced.attributes ?? {} }, work)));
}

/** Where a span belongs whose trace context came from elsewhere. Work that began here has no parent: the sampler decides about its trace. */
export function remoteParent(sent: unknown): Context {
  const isGiven = typeof sent === 'string' && traceIdOf(sent) !== undefined;
  return isGiven ? propagation.extract(context.active(), { traceparent: sent }) : context.active();
}

export interface Query {
  operation: string;
  collection: string;
}

/** A question to the database, as a span of the current trace where that is kept; elsewhere it costs one look. */
export function withQuerySpan<Result>({ operation, collection }: Query, ask: () => Promise<Result>): Promise<Result> {
  if (!trace.getActiveSpan()?.isRecording()) return ask();
  const attributes = { 'db.system.name': 'mongodb', 'db.operation.name': operation, 'db.collection.name': collection };
  return inSpan(`${operation} ${collection}`, { kind: SpanKind.CLIENT, attributes }, ask);
}

function inSpan<Result>(name: string, options: SpanOptions, work: () => Promise<Result>): Promise<Result> {
  return trace.getTracer(TRACER).startActiveSpan(name, options, async (span) => {
    try {
      return await work();
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Sends what spans are left; part of a process's end. Does nothing where tracing is off. */
export async function stopTracing(): Promise<void> {
  await runningSdk()?.shutdown();
}

interface RunningSdk {
  shutdown(): Promise<void>;
}

/** The SDK is started by another module, loaded before everything else, and known to the rest of the process by this name. */
const SDK = Symbol.for('psa-bridge.tracing');

export function rememberSdk(sdk: RunningSdk): void {
  Object.defineProperty(globalThis, SDK, { value: sdk, configurable: true });
}

export function runningSdk(): RunningSdk | undefined {
  return (globalThis as { [SDK]?: RunningSdk })[SDK];
}
