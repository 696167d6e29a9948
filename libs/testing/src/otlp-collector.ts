import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface ExportedSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  attributes: readonly { key: string; value: { stringValue?: string; intValue?: number } }[];
  /** `service.name` of the process that sent it. */
  service: string;
}

/** Stands in for an OpenTelemetry collector: takes what is sent as JSON and keeps it. */
export interface OtlpCollector {
  /** What a process needs in its environment to send its spans here, soon. */
  readonly env: Readonly<Record<string, string>>;
  spans(): readonly ExportedSpan[];
  /** Paths that something other than spans was sent to. */
  elsewhere(): readonly string[];
  forget(): void;
  stop(): Promise<void>;
}

interface TracesExport {
  resourceSpans: {
    resource?: { attributes?: ExportedSpan['attributes'] };
    scopeSpans: { spans: Omit<ExportedSpan, 'service'>[] }[];
  }[];
}

export async function startOtlpCollector(): Promise<OtlpCollector> {
  let spans: ExportedSpan[] = [];
  let elsewhere: string[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      if (request.url === '/v1/traces') spans.push(...spansOf(JSON.parse(body) as TracesExport));
      else elsewhere.push(request.url ?? '');
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_BSP_SCHEDULE_DELAY: '200',
      // Bounds against hanging: by default spans are dropped that a slow machine takes ten seconds to send.
      OTEL_EXPORTER_OTLP_TIMEOUT: '60000',
      OTEL_BSP_EXPORT_TIMEOUT: '60000',
    },
    spans: () => spans,
    elsewhere: () => elsewhere,
    forget() {
      spans = [];
      elsewhere = [];
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function spansOf({ resourceSpans }: TracesExport): ExportedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const named = resource?.attributes?.find(({ key }) => key === 'service.name');
    const service = named?.value.stringValue ?? '';
    return scopeSpans.flatMap((scope) => scope.spans.map((span) => ({ ...span, service })));
  });
}
