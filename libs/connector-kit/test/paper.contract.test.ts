import { systemClock } from '@psa-bridge/core';
import { connectorContract, type ContractFault } from '../src/contract-suite/index.ts';
import { CREDENTIALS, paperConnector } from './paper-connector.ts';
import { createPaperPsa, TOKEN, type PaperFault } from './paper-psa.ts';

const ACTS: Readonly<Record<string, PaperFault['act']>> = {
  reset_before: 'reset_before',
  reset_after: 'reset_after',
  timeout_after: 'reset_after',
  refuse: { status: 400, body: { message: 'refused' } },
};

function toPaper({ on, times, act }: ContractFault): PaperFault {
  const answer = typeof act === 'string' ? ACTS[act] : undefined;
  const headers = typeof act === 'object' && act.status === 429 ? { 'retry-after': String(act.retryAfterSeconds) } : {};
  const method = on === 'create' ? 'POST' : 'GET';
  return {
    on: (request) => request.method === method && request.path.startsWith('/companies'),
    times,
    act: answer ?? { status: typeof act === 'object' ? act.status : 500, headers },
  };
}

connectorContract('Paper', () => {
  const psa = createPaperPsa({ clock: systemClock });
  const definition = paperConnector();
  const quick = { firstMs: 50, maxMs: 200, factor: 2, jitter: 0 };
  const { connection, limited, outage } = definition.retry;
  return Promise.resolve({
    definition: {
      ...definition,
      retry: {
        connection: { ...connection, backoff: quick },
        limited: { ...limited, backoff: quick },
        outage: { ...outage, backoff: quick },
        quarantineMs: 300,
      },
    },
    http: psa.http,
    credentials: CREDENTIALS,
    simulator: {
      companyNames: () => psa.rows('companies').map((row) => String(row['name'])),
      seedCompanies(names) {
        const at = systemClock.now().toISOString();
        return names.map((name) => String(psa.put('companies', { name }, undefined, at).id));
      },
      rename: (id, name) => void psa.put('companies', { name }, Number(id)),
      fail: (fault) => psa.fail(toPaper(fault)),
      acceptCredentials: (isAccepted) => psa.setToken(isAccepted ? TOKEN : 'changed'),
      calls: () => psa.calls.length,
      pageSize: 3,
      delivery({ externalId, secret, isForged }) {
        const body = JSON.stringify({ id: externalId, sequence: 1 });
        return {
          rawBody: Buffer.from(body),
          headers: { 'x-signature': psa.sign(body, isForged ? 'not the secret' : secret) },
          channel: 'company',
        };
      },
    },
  });
});
