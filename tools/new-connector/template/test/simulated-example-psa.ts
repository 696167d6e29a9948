import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { ContractFault } from '@psa-bridge/connector-kit/contract-suite';

interface Row {
  id: number;
  name: string;
  reference: string;
  changedAt: string;
}

interface Answer {
  status: number;
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
}

/** A stand-in over loopback HTTP. Once there is one for the vendor's document, it lives in `libs/simulators`. */
export interface SimulatedExamplePsa {
  address: string;
  rows(): readonly Row[];
  /** Makes or changes a company as somebody at its screen would. */
  put(company: { id?: number; name: string; reference?: string; changedAt?: Date }): Row;
  fail(fault: ContractFault): void;
  acceptToken(accepted: string): void;
  calls(): number;
  close(): Promise<void>;
}

/** @param accepted the token that callers show */
export async function simulateExamplePsa(accepted: string): Promise<SimulatedExamplePsa> {
  const companies = new Map<number, Row>();
  let faults: ContractFault[] = [];
  let token = accepted;
  let calls = 0;

  const put: SimulatedExamplePsa['put'] = ({ id = companies.size + 1, changedAt = new Date(), ...values }) => {
    const row = { reference: '', ...companies.get(id), ...values, id, changedAt: changedAt.toISOString() };
    companies.set(id, row);
    return row;
  };

  function carryOut(method: string, url: URL, body: { name: string; reference?: string }): Answer {
    if (url.pathname === '/api/account') return { status: 200, body: { account: 'demo', name: 'Demo' } };
    const id = Number(url.pathname.split('/')[3]);
    if (method === 'POST') return { status: 201, body: put(body) };
    if (method === 'PATCH') return { status: 200, body: put({ ...body, id }) };
    if (!Number.isNaN(id)) return companies.has(id) ? { status: 200, body: companies.get(id) } : { status: 404 };
    return { status: 200, body: searched([...companies.values()], url.searchParams) };
  }

  function faultAt(method: string, { pathname }: URL): ContractFault['act'] | undefined {
    if (!pathname.startsWith('/api/companies')) return undefined;
    const on = method === 'POST' ? 'create' : 'read';
    const fault = faults.find((candidate) => candidate.on === on);
    faults = faults.flatMap((one) => (one !== fault ? [one] : one.times > 1 ? [{ ...one, times: one.times - 1 }] : []));
    return fault?.act;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    calls += 1;
    const { method = 'GET', headers } = request;
    const url = new URL(request.url ?? '/', 'http://simulated');
    if (headers.authorization !== token) return send(response, { status: 401, body: { message: 'Unknown token.' } });
    const body = method === 'GET' ? { name: '' } : ((await json(request)) as { name: string });
    const act = faultAt(method, url);
    if (act === 'reset_before') return void request.socket.destroy();
    if (act === 'refuse') return send(response, { status: 400, body: { message: 'The name is not allowed.' } });
    if (typeof act === 'object') return send(response, refusal(act));
    const done = carryOut(method, url, body);
    if (act === 'reset_after') return void request.socket.destroy();
    if (act !== 'timeout_after') send(response, done);
  }

  // It ends no idle connection under the hands of the next call, however slow the machine is.
  const server = createServer({ keepAliveTimeout: 600_000 }, (request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    rows: () => [...companies.values()],
    put,
    fail: (fault) => void faults.push(fault),
    acceptToken: (next) => void (token = next),
    calls: () => calls,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function searched(rows: readonly Row[], query: URLSearchParams): readonly Row[] {
  const [since, reference] = [query.get('changedSince'), query.get('reference')];
  return rows
    .filter(({ id }) => id > Number(query.get('after')))
    .filter((row) => since === null || row.changedAt >= since)
    .filter((row) => reference === null || row.reference === reference)
    .slice(0, Number(query.get('size')));
}

function refusal(act: Extract<ContractFault['act'], object>): Answer {
  return act.status === 429 ? { status: 429, headers: { 'retry-after': String(act.retryAfterSeconds) } } : { status: act.status };
}

function send(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body === undefined ? '' : JSON.stringify(body));
}
