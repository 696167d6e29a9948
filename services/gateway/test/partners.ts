import { PERMISSIONS, type Caller } from '@psa-bridge/core';
import { problem, type Answer, type Seen } from './http-upstream.ts';
import { startGateway, type Call, type Gateway, type Reply } from './gateway-harness.ts';
import { admin, person } from '@psa-bridge/http-server/route-suite';
import { seedRecords } from './sample-records.ts';

export interface Partners {
  gateway: Gateway;
  /** How often identity-service was asked about a key. */
  exchanges(): number;
  /** A key that stands for this caller. */
  keyFor(holder: Caller): Promise<string>;
  call(key: string | undefined, method: string, path: string, call?: Omit<Call, 'as'>): Promise<Reply>;
  setPolicy(tenantId: string, policy: object): Promise<Reply>;
}

/** A gateway with partners' keys, which identity-service exchanges as it does. */
export async function startForPartners(variables: Readonly<Record<string, string>> = {}): Promise<Partners> {
  const gateway = await startGateway({ variables });
  const tokens = new Map<string, { tenantId: string; token: string }>();
  let asked = 0;
  gateway.answers.identity = ({ url, body }: Seen): Answer => {
    if (url !== '/internal/api-keys/exchange') return problem(404, 'unknown_path', 'Nothing here.');
    asked += 1;
    const known = tokens.get((JSON.parse(body.toString()) as { key: string }).key);
    if (!known) return problem(403, 'api_key_invalid', 'API key not valid');
    return { status: 200, body: JSON.stringify({ ...known, expiresAt: new Date(Date.now() + 300_000).toISOString() }) };
  };
  return {
    gateway,
    exchanges: () => asked,
    async keyFor(holder) {
      const key = `${String(tokens.size).padStart(22, 'k')}.${'s'.repeat(43)}`;
      tokens.set(key, { tenantId: holder.tenantId, token: await gateway.tokens.sign(holder) });
      return key;
    },
    call: (key, method, path, call = {}) =>
      gateway.call(method, `/public-api${path}`, {
        ...call,
        headers: { ...call.headers, ...(key !== undefined && { 'api-key': key }) },
      }),
    setPolicy: (tenantId, policy) => gateway.call('PUT', '/v1/public-api-settings', { as: admin(tenantId), body: policy }),
  };
}

/** Partners of a tenant that has records, with a key that may do everything. */
export async function startForOurPartners() {
  const partners = await startForPartners();
  const ours = await seedRecords(partners.gateway.records, 'us');
  await partners.setPolicy('us', { isEnabled: true, primaryCompanyId: ours.company });
  const key = await partners.keyFor(person('us', [...PERMISSIONS]));
  const call = (method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Reply> =>
    partners.call(key, method, path, { headers, ...(body === undefined ? {} : { body }) });
  return { partners, ours, call };
}
