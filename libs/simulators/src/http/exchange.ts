/** One request as a vendor simulator sees it. */
export interface HttpCall {
  readonly method: string;
  /** The path as sent, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Path and query as sent: what a URL length limit is about. */
  readonly target: string;
  /** Header names are in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** Resolves when the caller has gone or the server stops. */
  readonly closed: Promise<void>;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What becomes of a request: an answer, a connection reset, or no answer until the caller gives up. */
export type HttpOutcome = HttpAnswer | 'reset' | 'hang';

export type HttpHandler = (call: HttpCall) => Promise<HttpOutcome>;

export function jsonAnswer(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): HttpAnswer {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, body: JSON.stringify(value) };
}

export function emptyAnswer(status: number): HttpAnswer {
  return { status };
}

export function htmlAnswer(status: number, title: string): HttpAnswer {
  const body = `<!DOCTYPE html><html><head><title>${title}</title></head><body><h2>${title}</h2></body></html>`;
  return { status, headers: { 'content-type': 'text/html' }, body };
}

export function plainRedirect(location: string): HttpAnswer {
  return { status: 302, headers: { location } };
}
