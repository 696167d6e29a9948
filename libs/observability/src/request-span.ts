import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { remoteParent, runningSdk, TRACER } from './tracing.ts';

const SERVER_ERROR = 500;

/** The span of one request that is answered; its names are OpenTelemetry's own. */
export interface RequestSpan {
  /** Runs the work that answers the request. */
  run(work: () => void): void;
  /** @param answered The template of the route, never the URL itself, and the status that was sent. */
  end(answered: { route: string; status: number }): void;
}

export interface TracedRequest {
  method: string;
  /** As the client sent it. */
  traceparent: unknown;
}

const NO_SPAN: RequestSpan = { run: (work) => work(), end: () => undefined };

/**
 * Begins the span of a request; it does nothing where tracing is off. The usual instrumentation wraps every listener of every request
 * and answer instead, traced or not, which costs more than all else of tracing.
 */
export function beginRequestSpan({ method, traceparent }: TracedRequest): RequestSpan {
  if (!runningSdk()) return NO_SPAN;
  const options = { kind: SpanKind.SERVER, attributes: { 'http.request.method': method } };
  const parent = remoteParent(traceparent);
  const span = trace.getTracer(TRACER).startSpan(method, options, parent);
  const within = trace.setSpan(parent, span);
  return {
    run: (work) => context.with(within, work),
    end({ route, status }) {
      span.updateName(`${method} ${route}`);
      span.setAttributes({ 'http.route': route, 'http.response.status_code': status });
      if (status >= SERVER_ERROR) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
}
