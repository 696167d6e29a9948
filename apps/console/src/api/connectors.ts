import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from './client.ts';
import type { paths } from './platform.gen.ts';

/** The PSAs that the console has pages for. */
export const PROVIDERS = ['autotask', 'connectwise', 'halo'] as const;
export type Provider = (typeof PROVIDERS)[number];

/** One integration, and by which connector. */
export interface Which {
  provider: Provider;
  id: string;
}

export function isProvider(name: string): name is Provider {
  return (PROVIDERS as readonly string[]).includes(name);
}

type Body<Operation> = Operation extends { responses: { 200: { content: { 'application/json': infer Answer } } } }
  ? Answer
  : never;
type Read<Rest extends string> = paths[Place<Rest> & keyof paths] extends { get: infer Operation } ? Body<Operation> : never;
/** Every connector offers the same at the same place and in the same form, so that Autotask's stands for all. */
type Place<Rest extends string> = `/v1/integrations/autotask/{id}${Rest}`;

export type IntegrationDetail = Read<''>;
export type Check = IntegrationDetail['checks'][number];
export type Failure = NonNullable<IntegrationDetail['failure']>;
export type Plan = Read<'/first-connect'>;
export type PlanItem = Read<'/first-connect/items'>['items'][number];
export type WebhookReport = Read<'/webhooks/report'>;
export type OwnRun = Read<'/import'>;
export type Tested = Body<paths[Place<'/test'>]['post']>;
export type SyncKind = NonNullable<paths[Place<'/sync'>]['post']['requestBody']['content']['application/json']['kind']>;
export type Direction = NonNullable<paths[Place<'/pause'>]['post']['requestBody']['content']['application/json']['direction']>;
export type Decision = NonNullable<
  paths[Place<'/first-connect/confirm'>]['post']['requestBody']['content']['application/json']['decisions']
>[number];
export type Credentials = Readonly<Record<string, string>>;

export const placeAt = <Rest extends string>(provider: Provider, rest: Rest) =>
  `/v1/integrations/${provider}/{id}${rest}` as Place<Rest>;
const of = ({ id }: Which) => ({ params: { path: { id } } });
const keyOf = ({ id }: Which, ...parts: readonly string[]) => ['integrations', id, ...parts];

export const integrationQuery = (which: Which) =>
  queryOptions({
    queryKey: keyOf(which, 'detail'),
    queryFn: ({ signal }) => answerOf(api.GET(placeAt(which.provider, ''), { ...of(which), signal })),
  });

const PLANNING_MS = 1_000;

/** The preview of the first connect; looked at again as long as it is made, for nothing tells of it. */
export const planQuery = (which: Which) =>
  queryOptions({
    queryKey: keyOf(which, 'plan'),
    queryFn: ({ signal }) => answerOf(api.GET(placeAt(which.provider, '/first-connect'), { ...of(which), signal })),
    refetchInterval: ({ state }) => (state.data?.state === 'planning' ? PLANNING_MS : false),
  });

const ITEMS = 200;

function readItems({ provider, id }: Which, query: { outcome: PlanItem['outcome']; cursor?: string }, signal: AbortSignal) {
  const params = { path: { id }, query: { size: ITEMS, ...query } };
  return answerOf(api.GET(placeAt(provider, '/first-connect/items'), { params, signal }));
}

/** The first of what would be linked; another comparison finds others. */
export const planMatchesQuery = (which: Which, { startedAt }: Pick<Plan, 'startedAt'>) =>
  queryOptions({
    queryKey: keyOf(which, 'plan', 'match', startedAt),
    queryFn: ({ signal }) => readItems(which, { outcome: 'match' }, signal),
  });

/** All that is to be decided, for a plan is confirmed as a whole. */
export const planConflictsQuery = (which: Which, { startedAt }: Pick<Plan, 'startedAt'>) =>
  queryOptions({
    queryKey: keyOf(which, 'plan', 'conflict', startedAt),
    queryFn: async ({ signal }): Promise<readonly PlanItem[]> => {
      const all: PlanItem[] = [];
      let cursor: string | undefined;
      do {
        const page = await readItems(which, { outcome: 'conflict', ...(cursor === undefined ? {} : { cursor }) }, signal);
        all.push(...page.items);
        cursor = page.next;
      } while (cursor !== undefined);
      return all;
    },
  });

/** What was delivered and what was done about it; costs no call. */
export const webhookReportQuery = (which: Which) =>
  queryOptions({
    queryKey: keyOf(which, 'webhooks'),
    queryFn: ({ signal }) => answerOf(api.GET(placeAt(which.provider, '/webhooks/report'), { ...of(which), signal })),
  });

/** A run of the connector's own, such as the import of the catalogue. */
export type OwnKind = 'import' | 'inventory';
export const ownRunQuery = (which: Which, kind: OwnKind) =>
  queryOptions({
    queryKey: keyOf(which, kind),
    queryFn: ({ signal }): Promise<OwnRun> => answerOf(api.GET(placeAt(which.provider, `/${kind}`), { ...of(which), signal })),
  });

export async function connect(provider: Provider, body: { name: string; credentials: Credentials }): Promise<Tested> {
  const place = `/v1/integrations/${provider}` as '/v1/integrations/autotask';
  const made: IntegrationDetail = await answerOf(api.POST(place, { body }));
  return { integration: made, checks: made.checks, ...(made.failure ? { failure: made.failure } : {}) };
}

export const enterCredentials = (which: Which, body: Credentials): Promise<Tested> =>
  answerOf(api.PUT(placeAt(which.provider, '/credentials'), { ...of(which), body }));
export const testConnection = (which: Which): Promise<Tested> => answerOf(api.POST(placeAt(which.provider, '/test'), of(which)));
export const rename = (which: Which, name: string) =>
  answerOf(api.PATCH(placeAt(which.provider, ''), { ...of(which), body: { name } }));
export const remove = (which: Which) => answerOf(api.DELETE(placeAt(which.provider, ''), of(which)));
export const pause = (which: Which, direction: Direction) =>
  answerOf(api.POST(placeAt(which.provider, '/pause'), { ...of(which), body: { direction } }));
export const resume = (which: Which, direction: Direction) =>
  answerOf(api.POST(placeAt(which.provider, '/resume'), { ...of(which), body: { direction } }));
export const makePlan = (which: Which) => answerOf(api.POST(placeAt(which.provider, '/first-connect'), of(which)));
export const confirmPlan = (which: Which, decisions: Decision[]) =>
  answerOf(api.POST(placeAt(which.provider, '/first-connect/confirm'), { ...of(which), body: { decisions } }));
export const startSync = (which: Which, kind: SyncKind) =>
  answerOf(api.POST(placeAt(which.provider, '/sync'), { ...of(which), body: { kind } }));
export const cancelSync = ({ provider, id }: Which, runId: string) =>
  answerOf(api.POST(placeAt(provider, '/sync/{runId}/cancel'), { params: { path: { id, runId } } }));
export const startOwnRun = (which: Which, kind: OwnKind, parts?: string[]) =>
  answerOf(api.POST(placeAt(which.provider, `/${kind}`), { ...of(which), body: parts === undefined ? {} : { parts } }));
export const installWebhooks = (which: Which) => answerOf(api.POST(placeAt(which.provider, '/webhooks'), of(which)));
export const uninstallWebhooks = (which: Which) => answerOf(api.DELETE(placeAt(which.provider, '/webhooks'), of(which)));
