import { redactBody, redactUrl } from '@psa-bridge/observability';

/** One call as the issue shows it: redacted and cut, never its headers. */
export interface Exchange {
  method: string;
  url: string;
  requestBody: string;
  /** 0 where no answer came. */
  status: number;
  responseBody: string;
}

export function exchangeOf(
  request: { method: string; url: string; body?: string | Uint8Array | undefined },
  answer?: { status: number; body: string },
): Exchange {
  return {
    method: request.method,
    url: redactUrl(request.url),
    requestBody:
      typeof request.body === 'string' ? redactBody(request.body) : request.body ? `[${request.body.byteLength} bytes]` : '',
    status: answer?.status ?? 0,
    responseBody: redactBody(answer?.body),
  };
}
