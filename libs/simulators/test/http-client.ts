export interface Answer {
  status: number;
  text: string;
  headers: Headers;
  /** The body as JSON; undefined where it is none. */
  json: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- tests look into answers of every shape
}

export interface CallOptions {
  body?: unknown;
  /** Those that are undefined are not sent. */
  headers?: Record<string, string | undefined>;
  signal?: AbortSignal;
}

/** A call as plain as can be. */
export async function plainCall(method: string, url: string, { body, headers = {}, signal }: CallOptions): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined),
    redirect: 'manual',
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  });
  const text = await response.text();
  return { status: response.status, text, headers: response.headers, json: parseJson(text) };
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
