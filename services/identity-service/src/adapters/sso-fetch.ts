import type { HttpClient } from '@psa-bridge/http-client';
import type { CustomFetch, CustomFetchOptions } from 'openid-client';

/** Statuses whose answers have no body, so that `Response` takes none. */
const WITHOUT_BODY = new Set([101, 204, 205, 304]);

/** What openid-client calls with, by way of our own client: address guard, deadline, breaker and size limit hold there too. */
export function fetchThrough(http: HttpClient, group: string): CustomFetch {
  return async (url, { method, headers, body, signal }) => {
    const text = bodyOf(body);
    const answer = await http.request({
      ...{ method, url, headers, group },
      ...(text === undefined ? {} : { body: text }),
      ...(signal ? { signal } : {}),
    });
    const { status, headers: answered } = answer;
    return new Response(WITHOUT_BODY.has(status) ? null : answer.body, { status, headers: answered });
  };
}

function bodyOf(body: CustomFetchOptions['body']): string | undefined {
  if (body === undefined || body === null) return undefined;
  if (typeof body === 'string') return body;
  if (body instanceof URLSearchParams) return body.toString();
  throw new TypeError('Only forms are sent to providers.');
}
