import { createHmac, timingSafeEqual } from 'node:crypto';
import { unavailable, type Clock } from '@psa-bridge/core';
import type { HttpClient, HttpRequest, HttpResponse } from '@psa-bridge/http-client';

/** What Paper knows its clients by at first; nothing that is made at random holds it. */
export const TOKEN = 'a token that Paper knows';

export interface PaperEntity {
  id: number;
  changedAt: string;
  [field: string]: unknown;
}

export interface PaperFault {
  /** Which calls it strikes. */
  on: (request: { method: string; path: string }) => boolean;
  times: number;
  /** `after`: the PSA acts, the answer is lost. */
  act: 'reset_before' | 'reset_after' | { status: number; body?: unknown; headers?: Readonly<Record<string, string>> };
}

/** A PSA made of paper: an HTTP double of the smallest vendor there could be, with the faults that connectors must survive. */
export function createPaperPsa({ clock, database = 'paper-1' }: { clock: Clock; database?: string }) {
  const tables = new Map<string, Map<number, PaperEntity>>();
  const faults: PaperFault[] = [];
  const calls: string[] = [];
  const leftOut = new Set<string>();
  let nextId = 1;
  let token = TOKEN;
  let pageSize = 3;
  let latencyMs = 0;

  function table(name: string): Map<number, PaperEntity> {
    const known = tables.get(name) ?? new Map<number, PaperEntity>();
    tables.set(name, known);
    return known;
  }

  function put(
    name: string,
    data: Readonly<Record<string, unknown>>,
    id = nextId++,
    changedAt = clock.now().toISOString(),
  ): PaperEntity {
    const entity = { ...table(name).get(id), ...data, id, changedAt };
    table(name).set(id, entity);
    return entity;
  }

  function list(name: string, query: URLSearchParams): unknown {
    const after = Number(query.get('after') ?? 0);
    const since = query.get('since') ?? '';
    const isListed = (row: PaperEntity): boolean => row.id > after && row.changedAt >= since && !leftOut.has(`${name}/${row.id}`);
    const rows = [...table(name).values()].filter(isListed).sort((a, b) => a.id - b.id);
    const page = rows.slice(0, pageSize);
    return { items: page, next: rows.length > pageSize ? page.at(-1)?.id : null };
  }

  function act(request: HttpRequest): { status: number; body?: unknown } {
    const url = new URL(request.url);
    const [, name = '', id] = url.pathname.split('/');
    const data = typeof request.body === 'string' ? (JSON.parse(request.body) as Record<string, unknown>) : {};
    if (request.headers?.['authorization'] !== token) return { status: 401 };
    if (name === 'me') return { status: 200, body: { database, name: 'Paper Inc' } };
    if (request.method === 'POST')
      return data['name'] === 'refused'
        ? { status: 400, body: { message: 'name is refused' } }
        : { status: 200, body: { id: put(name, data).id } };
    if (request.method === 'PATCH') return { status: 200, body: { id: put(name, data, Number(id)).id } };
    if (id === undefined) return { status: 200, body: list(name, url.searchParams) };
    const found = table(name).get(Number(id));
    return found ? { status: 200, body: found } : { status: 404 };
  }

  function faultFor(request: HttpRequest): PaperFault | undefined {
    const path = new URL(request.url).pathname;
    const fault = faults.find((candidate) => candidate.times > 0 && candidate.on({ method: request.method, path }));
    if (fault) fault.times -= 1;
    return fault;
  }

  const answer = (
    status: number,
    body: unknown,
    headers: Readonly<Record<string, string>> = {},
    request?: HttpRequest,
  ): HttpResponse => ({
    status,
    headers,
    body: body === undefined ? '' : JSON.stringify(body),
    retryAt: undefined,
    exchange: {
      method: request?.method ?? '',
      url: request?.url ?? '',
      requestBody: '',
      status,
      responseBody: JSON.stringify(body ?? ''),
    },
  });

  const http: Pick<HttpClient, 'request'> = {
    async request(request) {
      calls.push(`${request.method} ${new URL(request.url).pathname}`);
      if (latencyMs > 0) await clock.sleep(latencyMs);
      const fault = faultFor(request);
      if (fault?.act === 'reset_before') throw unavailable('connection_reset', 'reset', { details: { maybeSent: true } });
      if (typeof fault?.act === 'object') return answer(fault.act.status, fault.act.body, fault.act.headers, request);
      const { status, body } = act(request);
      if (fault?.act === 'reset_after') throw unavailable('connection_reset', 'reset', { details: { maybeSent: true } });
      return answer(status, body, {}, request);
    },
  };

  return {
    http,
    put,
    rows: (name: string): readonly PaperEntity[] => [...table(name).values()],
    remove: (name: string, id: number): void => void table(name).delete(id),
    /** In no list from now on, but still there. */
    leaveOut: (name: string, id: number): void => void leftOut.add(`${name}/${id}`),
    fail: (fault: PaperFault): void => void faults.push(fault),
    calls,
    setToken: (next: string): void => void (token = next),
    setPageSize: (next: number): void => void (pageSize = next),
    setLatency: (next: number): void => void (latencyMs = next),
    sign: (body: string, secret: string): string => createHmac('sha256', secret).update(body).digest('hex'),
  };
}

export function isSigned(rawBody: Uint8Array, signature: string, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(rawBody).digest();
  const given = Buffer.from(signature, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
