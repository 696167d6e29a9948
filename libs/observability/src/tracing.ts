import { context, propagation, SpanStatusCode, trace, type Attributes } from '@opentelemetry/api';
import { randomUUID } from 'node:crypto';
import { currentContext, withContext, type WorkContext } from './context.ts';

/** W3C trace context, level 1; all-zero ids are not valid. */
const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;
const TRACER = 'psa-bridge';

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

/** The trace id (32 hex digits) of a W3C trace context; undefined where that is missing or malformed. */
export function traceIdOf(traceparent: string | undefined): string | undefined {
  return traceparent === undefined ? undefined : TRACEPARENT.exec(traceparent)?.[1];
}

/**
 * A fresh trace context, for work that began here. It asks to be sampled, so that a service that exports does. Its ids are cut
 * from a UUID, for which Node keeps random bytes in store, which is much cheaper than asking for some; the span's, which must
 * differ from others of its trace alone, is a part of the trace's.
 */
export function newTraceparent(): string {
  const id = randomUUID().replaceAll('-', '');
  return `00-${id}-${id.slice(16)}-01`;
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
  const given = traceIdOf(traced.traceparent);
  const traceparent = given !== undefined && traced.traceparent !== undefined ? traced.traceparent : newTraceparent();
  const facts = { ...traced.facts, traceparent, traceId: given ?? traceparent.slice(3, 35) };
  if (!runningSdk()) return withContext(facts, work);
  // Work that began here is given no parent, so that the sampler decides about its trace.
  const remote = given === undefined ? context.active() : propagation.extract(context.active(), { traceparent });
  return withContext(facts, () => context.with(remote, () => inSpan(traced.name, traced.attributes ?? {}, work)));
}

function inSpan<Result>(name: string, attributes: Attributes, work: () => Promise<Result>): Promise<Result> {
  return trace.getTracer(TRACER).startActiveSpan(name, { attributes }, async (span) => {
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

function runningSdk(): RunningSdk | undefined {
  return (globalThis as { [SDK]?: RunningSdk })[SDK];
}
