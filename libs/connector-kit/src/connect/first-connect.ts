import { conflict, invalidInput, newId, notFound, toAppError, type ArmedPoints, type Clock } from '@psa-bridge/core';
import type { Logger } from '@psa-bridge/observability';
import {
  findPage,
  whileRenewing,
  type Collection,
  type CollectionSpec,
  type DocumentStore,
  type Draft,
  type Page,
  type PageRequest,
} from '@psa-bridge/persistence';
import type { RecordStore } from '@psa-bridge/records';
import { openCredentials } from '../integrations/credentials.ts';
import { afterMove, type Integration, type Move } from '../integrations/integration.ts';
import type { IntegrationStore } from '../integrations/integration-store.ts';
import type { AnyContext, AnyDefinition, SessionRequest, Sessions } from '../sessions.ts';
import { pulledTypes, type SyncedType } from '../sync/run.ts';
import { candidateOf, createMatcher, type Candidate, type MatchOutcome } from './match.ts';
import type { AnyResource } from '../work/push.ts';
import { conflictItemId, type ConnectItem, type ConnectPlan, type Decision, type TypePlan } from './plan.ts';

export interface FirstConnect {
  /**
   * Begins the preview and answers at once; asking again while it is made changes nothing. With `move` it is that of the PSA
   * database which the integration moves to: every record may be there, also one that is linked now.
   */
  plan(integration: Integration, move?: Move): Promise<ConnectPlan>;
  /** @throws AppError `connect_plan_not_found` */
  get(integration: Integration): Promise<ConnectPlan>;
  items(integration: Integration, page: PageRequest & { outcome?: 'match' | 'conflict' | undefined }): Promise<Page<ConnectItem>>;
  /**
   * Links what matched and what was decided, and lets data flow.
   * @throws AppError `connect_plan_not_ready`, `undecided_conflicts` naming how many, `unknown_connect_item`
   */
  confirm(integration: Integration, decisions: readonly Decision[]): Promise<ConnectPlan>;
  /** Checks and keeps the decisions of a move; the links are made with `decided`. @throws as `confirm` */
  keepDecisions(integration: Integration, decisions: readonly Decision[]): Promise<void>;
  /** The links that were confirmed with `keepDecisions`. */
  decided(integration: Integration): Promise<readonly Link[]>;
  /** Makes the previews anew that a killed replica left half made. */
  takeUp(): Promise<void>;
  /** Resolves when no preview is being made in this process: for an orderly stop. */
  settled(): Promise<void>;
}

export interface FirstConnectOptions {
  definition: AnyDefinition;
  store: DocumentStore;
  integrations: IntegrationStore;
  sessions: Sessions;
  records: RecordStore;
  faults: ArmedPoints;
  clock: Clock;
  logger: Logger;
  /** A replica that says nothing for so long has died. */
  leaseMs: number;
}

const PAGE = 500;
const PLANNING_LIMIT_MS = 30 * 60_000;

export function createFirstConnect(options: FirstConnectOptions): FirstConnect {
  const { definition, store, integrations, sessions, faults, clock, logger, leaseMs } = options;
  const { provider } = definition;
  const owner = newId();
  const plans = collection<ConnectPlan>(store, { name: `connect_plans_${provider}`, writer: `${provider}-connector` });
  const items = collection<ConnectItem>(store, {
    name: `connect_items_${provider}`,
    writer: `${provider}-connector`,
    indexes: [{ keys: { integrationId: 1 } }],
  });
  const underWay = new Map<string, Promise<void>>();

  /** Begun once in all replicas; the lease is held and ends with it. */
  function begin(integration: Integration, move?: Move): void {
    const { _id: id } = integration;
    if (underWay.has(id)) return;
    const lease = { leases: store.leases, name: leaseOf(id), owner, ttlMs: leaseMs, clock };
    underWay.set(
      id,
      whileRenewing(lease, () => make(integration, move)).finally(async () => {
        await store.leases.release(lease.name, owner).catch(() => undefined);
        underWay.delete(id);
      }),
    );
  }

  async function make(integration: Integration, move?: Move): Promise<void> {
    const { _id: id, tenantId } = integration;
    try {
      await items.forTenant(tenantId).deleteMany({ integrationId: id });
      const types: TypePlan[] = [];
      for (const type of pulledTypes(definition)) {
        if (!definition.resources[type]?.naturalKeys) continue;
        types.push(await planType(type, integration, move));
        await faults.reach('after_call', `preview:${type}`);
      }
      await write(integration, (plan) => ({ ...plan, state: 'ready', types, finishedAt: clock.now() }));
    } catch (error) {
      logger.warn({ error, integrationId: id }, 'first_connect_failed');
      await write(integration, (plan) => ({
        ...plan,
        state: 'failed',
        error: toAppError(error).message,
        finishedAt: clock.now(),
      }));
    }
  }

  function write(integration: Integration, change: (plan: ConnectPlan) => Draft<ConnectPlan>): Promise<ConnectPlan | undefined> {
    return plans.forTenant(integration.tenantId).mutate(integration._id, (current) => current && change(current));
  }

  /** Reads the PSA only where there is something here that could match. */
  async function planType(type: SyncedType, integration: Integration, move?: Move): Promise<TypePlan> {
    const local = await candidates(type, integration, move);
    const signal = AbortSignal.timeout(PLANNING_LIMIT_MS);
    const { context } = sessions.open({ ...targetOf(integration, move), lane: 'interactive', signal, isPreview: true });
    if (local.length > 0) return matchType(type, { integration, local, context });
    const external = (await definition.resources[type]?.pull?.count?.(context)) ?? 0;
    return { type, external, local: 0, matches: 0, conflicts: 0, createHere: external, createThere: 0 };
  }

  async function matchType(
    type: SyncedType,
    of: { integration: Integration; local: readonly Candidate[]; context: AnyContext },
  ): Promise<TypePlan> {
    const matcher = createMatcher(of.local);
    const counts = { match: 0, conflict: 0, new: 0 };
    let cursor: string | undefined;
    do {
      const page = await definition.resources[type]?.pull?.page(of.context, cursor === undefined ? {} : { cursor });
      const outcomes = (page?.items ?? []).map((item) =>
        matcher.match(candidateOf(definition.resources[type] as AnyResource, { id: item.externalId, data: item.data })),
      );
      const isWanted = (index: number): boolean => !page?.notImported?.has(page.items[index]?.externalId ?? '');
      for (const [index, { outcome }] of outcomes.entries()) if (outcome !== 'new' || isWanted(index)) counts[outcome] += 1;
      await keep(outcomes, type, of);
      cursor = page?.next;
    } while (cursor !== undefined);
    const { match: matches, conflict: conflicts, new: createHere } = counts;
    const external = matches + conflicts + createHere;
    return { type, external, local: of.local.length, matches, conflicts, createHere, createThere: matcher.unmatched().length };
  }

  async function keep(
    outcomes: readonly MatchOutcome[],
    type: SyncedType,
    of: { integration: Integration; local: readonly Candidate[] },
  ): Promise<void> {
    const names = new Map(of.local.map(({ id, name }) => [id, name]));
    const { _id: integrationId, tenantId } = of.integration;
    const kept = outcomes.flatMap((item): Draft<ConnectItem>[] => {
      if (item.outcome === 'new') return [];
      const recordIds = item.outcome === 'match' ? [item.recordId] : item.recordIds;
      return [
        {
          _id: conflictItemId(integrationId, type, item.externalId),
          tenantId,
          integrationId,
          type,
          item,
          recordNames: recordIds.map((id) => names.get(id) ?? ''),
        },
      ];
    });
    if (kept.length > 0) await items.forTenant(tenantId).insertMany(kept);
  }

  function targetOf(integration: Integration, move: Move | undefined): Pick<SessionRequest, 'integration' | 'credentials'> {
    if (!move) return { integration };
    const moved = afterMove(integration, move);
    return { integration: moved, credentials: openCredentials(moved, { spec: definition.credentials, store: integrations }) };
  }

  /** Records that no entity of the PSA database stands for yet. */
  async function candidates(type: SyncedType, { tenantId, _id: id }: Integration, move?: Move): Promise<Candidate[]> {
    const found: Candidate[] = [];
    for await (const page of options.records.forTenant(tenantId).pages(type, PAGE)) {
      for (const record of page) {
        if (move || record.external[id]?.id === undefined)
          found.push(candidateOf(definition.resources[type] as AnyResource, { id: record._id, data: record.data }));
      }
    }
    return found;
  }

  async function allItems({ tenantId, _id: integrationId }: Integration): Promise<ConnectItem[]> {
    return items.forTenant(tenantId).find({ integrationId });
  }

  return {
    async plan(integration, move) {
      const { _id: id, tenantId } = integration;
      const fence = await store.leases.acquire(leaseOf(id), owner, leaseMs);
      if (fence === undefined || underWay.has(id)) return this.get(integration);
      const plan = await plans.forTenant(tenantId).mutate(id, (current) => {
        const {
          finishedAt: _finished,
          error: _error,
          decisions: _decisions,
          psa: _psa,
          ...rest
        } = current ?? { _id: id, tenantId };
        const psa = (move ?? integration).fingerprint;
        return { ...rest, state: 'planning', types: [], startedAt: clock.now(), ...(psa === undefined ? {} : { psa }) };
      });
      begin(integration, move);
      return plan ?? this.get(integration);
    },
    async get(integration) {
      const plan = await plans.forTenant(integration.tenantId).get(integration._id);
      if (!plan || isElsewhere(plan, integration))
        throw notFound('connect_plan_not_found', 'There is no preview of the first connect yet. Ask for one first.');
      return plan;
    },
    items({ tenantId, _id: integrationId }, { outcome, ...page }) {
      const filter = { integrationId, ...(outcome === undefined ? {} : { 'item.outcome': outcome }) };
      return findPage(items.forTenant(tenantId), { of: [tenantId, 'connect_items'], filter, order: [] }, page);
    },
    async confirm(integration, decisions) {
      const plan = checkReady(await this.get(integration));
      if (plan.psa !== undefined && plan.psa !== integration.fingerprint) throw ofAnotherPsa();
      const links = decide(await allItems(integration), decisions);
      const records = options.records.forTenant(integration.tenantId);
      for (const { type, recordId, externalId } of links) await records.link(type, recordId, integration._id, externalId);
      await integrations.change(integration.tenantId, integration._id, (current) => ({ ...current, isConfirmed: true }));
      const confirmed = await write(integration, (current) => ({ ...current, state: 'confirmed' }));
      return confirmed ?? plan;
    },
    async keepDecisions(integration, decisions) {
      const plan = await this.get(integration);
      if (plan.psa !== integration.move?.fingerprint) throw ofAnotherPsa();
      // A confirmation that was killed before the move began is repeated.
      if (plan.state !== 'confirmed') checkReady(plan);
      decide(await allItems(integration), decisions);
      await write(integration, (current) => ({ ...current, state: 'confirmed', decisions }));
    },
    async decided(integration) {
      const { decisions = [] } = await this.get(integration);
      return decide(await allItems(integration), decisions);
    },
    async takeUp() {
      const everyones = plans.acrossTenants('any replica makes the preview that a killed one began');
      for (const { _id: id, tenantId, psa } of await everyones.find({ state: 'planning' })) {
        if ((await store.leases.acquire(leaseOf(id), owner, leaseMs)) === undefined) continue;
        const integration = await integrations.load(tenantId, id);
        begin(integration, psa === integration.move?.fingerprint ? integration.move : undefined);
      }
    },
    async settled() {
      await Promise.allSettled(underWay.values());
    },
  };
}

function checkReady(plan: ConnectPlan): ConnectPlan {
  if (plan.state === 'ready') return plan;
  throw conflict('connect_plan_not_ready', `The preview is ${plan.state}; it can be confirmed once it is ready.`);
}

/** Of a database that the integration neither stands for nor moves to: the credentials became another one's, or a move was given up. */
function isElsewhere({ psa }: ConnectPlan, { fingerprint, move }: Integration): boolean {
  return psa !== undefined && psa !== fingerprint && psa !== move?.fingerprint;
}

function ofAnotherPsa() {
  return conflict('connect_plan_not_ready', 'The preview is that of another PSA database; ask for it anew.', { expected: true });
}

export interface Link {
  type: SyncedType;
  recordId: string;
  externalId: string;
}

/** Matches as they are, conflicts as decided. Pure. */
function decide(items: readonly ConnectItem[], decisions: readonly Decision[]): readonly Link[] {
  const known = new Map(items.map((item) => [item._id, item]));
  const decided = new Map(decisions.map((decision) => [decision.itemId, decision]));
  for (const { itemId, recordId } of decisions) checkDecision(known.get(itemId), recordId, itemId);
  const open = items.filter(({ _id, item }) => item.outcome === 'conflict' && !decided.has(_id));
  if (open.length > 0) {
    throw invalidInput(
      'undecided_conflicts',
      `decisions: ${open.length} conflicts are not decided; say for each which record it is, or null for none.`,
      { details: { field: 'decisions' } },
    );
  }
  return items.flatMap(({ _id, type, item }) => {
    const recordId = item.outcome === 'match' ? item.recordId : decided.get(_id)?.recordId;
    return recordId ? [{ type, recordId, externalId: item.externalId }] : [];
  });
}

function checkDecision(item: ConnectItem | undefined, recordId: string | null, itemId: string): void {
  if (item?.item.outcome !== 'conflict')
    throw invalidInput('unknown_connect_item', `decisions: ${itemId} is no conflict of this preview.`);
  if (recordId !== null && !item.item.recordIds.includes(recordId)) {
    throw invalidInput('unknown_connect_item', `decisions: ${recordId} is none of the records that ${itemId} could be.`);
  }
}

function collection<Doc extends ConnectPlan | ConnectItem>(store: DocumentStore, spec: CollectionSpec<Doc>): Collection<Doc> {
  return store.collection(spec);
}

function leaseOf(integrationId: string): string {
  return `first-connect:${integrationId}`;
}
