import { context, propagation, SpanStatusCode, trace, type Attributes } from '@opentelemetry/api';
import { randomBytes } from 'node:crypto';
import { currentContext, withContext } from './context.ts';

const TRACEPARENT = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;
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
  if (span) return `00-${span.traceId}-${span.spanId}-0${span.traceFlags.toString(16)}`;
  return currentContext().traceparent;
}

export function currentTraceId(): string | undefined {
  return trace.getActiveSpan()?.spanContext().traceId ?? currentContext().traceId;
}

/** A fresh trace context, for work that began here. */
export function newTraceparent(): string {
  return `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-00`;
}

export interface TracedWork {
  /** As it came from the caller or the message; another one is begun where it is missing or malformed. */
  traceparent: string | undefined;
  name: string;
  attributes?: Partial<Record<SpanAttribute, string>>;
}

/** Runs `work` within the given trace, as a span where tracing is on, and as log context always. */
export function withRemoteTrace<Result>(
  { traceparent, name, attributes }: TracedWork,
  work: () => Promise<Result>,
): Promise<Result> {
  const parent = traceparent !== undefined && TRACEPARENT.test(traceparent) ? traceparent : newTraceparent();
  const traceId = TRACEPARENT.exec(parent)?.[1] ?? '';
  const remote = propagation.extract(context.active(), { traceparent: parent });
  return withContext({ traceparent: parent, traceId }, () => context.with(remote, () => inSpan(name, attributes ?? {}, work)));
}

function inSpan<Result>(name: string, attributes: Attributes, work: () => Promise<Result>): Promise<Result> {
  return trace.getTracer(TRACER).startActiveSpan(name, { attributes }, async (span) => {
    if (!trace.isSpanContextValid(span.spanContext())) return work();
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
