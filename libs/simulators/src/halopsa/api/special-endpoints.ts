import type { Reply } from '../../http/carry-out.ts';
import type { Json } from '../../http/json-text.ts';
import { requireEntity } from '../metadata/registry.ts';
import type { Area } from '../metadata/entity-definition.ts';
import { empty, notFound } from '../refusal.ts';
import { LOOKUP } from '../store/lookups.ts';
import { nowText, type Tenant } from '../tenant.ts';
import { isObject, type Body } from '../write/read-value.ts';
import { readJson, reply, type ApiCall } from './reply.ts';
import type { SpecialName } from './route.ts';
import { toJson } from './to-json.ts';

/** An endpoint that is no table. */
interface SpecialEndpoint {
  method: 'GET' | 'POST';
  area: Area;
  handle(api: ApiCall): Reply;
}

export const SPECIAL_ENDPOINTS: Readonly<Record<SpecialName, SpecialEndpoint>> = {
  VersionInfo: {
    method: 'GET',
    area: 'configuration',
    handle: (api) => reply(api, requireEntity('Agent'), { version: '2.214.1', database: 'demo' }),
  },
  'Agent/me': {
    method: 'GET',
    area: 'configuration',
    handle(api) {
      const agent = api.tenant.database.row('Agent', api.tenant.apiAgentId);
      if (!agent) throw notFound();
      return reply(api, requireEntity('Agent'), toJson(api.tenant, requireEntity('Agent'), agent));
    },
  },
  /** The settings that the document names of the `Control` schema. */
  Control: {
    method: 'GET',
    area: 'configuration',
    handle: (api) =>
      reply(api, requireEntity('Agent'), {
        show_pipeline_stages: api.tenant.switches.pipelineStages,
        default_pipeline_stage: api.tenant.switches.pipelineStages ? 1 : 0,
      }),
  },
  'Client/NewAccountsId': {
    method: 'GET',
    area: 'customers',
    handle: (api) => {
      const next = api.tenant.database.table('Client').highestId() + 1;
      return reply(api, requireEntity('Client'), { accountsid: `ACC${String(next).padStart(6, '0')}` });
    },
  },
  'Quotation/Approval': { method: 'POST', area: 'quotes', handle: approve },
};

/** What a customer may say with an approval. */
const SAID = ['approvalname', 'approvalemailaddress', 'approvalnote', 'ponumber', 'signature'];

/** A customer approves or declines (halopsa.md 6, Quotation); which result accepts is the tenant's. */
function approve(api: ApiCall): Reply {
  const { tenant, writer } = api;
  const given = readFirst(api);
  const { id, result } = given;
  if (typeof id !== 'number' || !tenant.database.row('Quotation', id)) throw notFound();
  const said = Object.entries(given).filter(([name, value]) => SAID.includes(name) && typeof value === 'string');
  const use = result === tenant.switches.approvalAccepted ? 'accepted' : 'rejected';
  const quotation = requireEntity('Quotation');
  const row = writer.edit(
    { entity: quotation, domain: undefined },
    {
      ...Object.fromEntries(said),
      approvalstate: typeof result === 'number' ? result : 0,
      approvaldatetime: nowText(tenant),
      status: quoteStatusFor(tenant, use),
    },
    id,
  );
  return reply(api, quotation, toJson(tenant, quotation, row), tenant.switches.writeStatus);
}

/** The only element of the array. @throws AppError 400 */
function readFirst({ call }: ApiCall): Body {
  const body = readJson(call);
  const first = Array.isArray(body) ? (body as readonly Json[])[0] : undefined;
  if (!isObject(first)) throw empty(400);
  return first;
}

function quoteStatusFor({ database }: Tenant, use: string): Json {
  const found = database.find('Lookup', ({ values }) => values['lookupid'] === LOOKUP.quoteStatus && values['use'] === use);
  return found?.values['code'] ?? 1;
}
