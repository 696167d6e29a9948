import { pageSchema, pagingQuery } from '@psa-bridge/http-server';
import { z } from 'zod';
import { STRENGTH } from '../connect/match.ts';
import { LANES } from '../definition/lanes.ts';
import type { MoveStage } from '../integrations/integration.ts';

export const IntegrationParams = z.object({ id: z.uuid() });
const Time = z.iso.datetime();

/** One entry of a list to choose from. */
export const ChoiceView = z.object({
  key: z.string(),
  label: z.string(),
  isActive: z.boolean(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
});

export const CheckView = z.object({
  name: z.string(),
  ok: z.boolean(),
  isWarning: z.boolean().optional(),
  isMomentary: z.boolean().optional(),
  message: z.string(),
  remedy: z.string().optional(),
});

const FailureView = z.object({ code: z.string(), message: z.string(), remedy: z.string(), psaText: z.string().optional() });

const WebhookView = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  status: z.enum(['active', 'inactive', 'not_ready']),
  entityType: z.string(),
  /** What is not as it was made, each as a sentence. */
  differences: z.array(z.string()).optional(),
});

const MOVE_STAGES = ['previewed', 'draining', 'unlinking', 'linking'] as const satisfies readonly MoveStage[];
const MoveStanding = z.object({ stage: z.enum(MOVE_STAGES), fingerprint: z.string(), psaName: z.string().optional() });

export const IntegrationView = z.object({
  id: z.string(),
  provider: z.string(),
  name: z.string(),
  state: z.enum(['connecting', 'connected', 'auth_failed', 'removed']),
  failure: FailureView.optional(),
  /** Secret keys show only that they are set. */
  credentials: z.record(z.string(), z.union([z.string(), z.object({ isSet: z.boolean() })])),
  settings: z.record(z.string(), z.unknown()),
  pushPaused: z.boolean(),
  pullPaused: z.boolean(),
  psaName: z.string().optional(),
  fingerprint: z.string().optional(),
  move: MoveStanding.optional(),
  isConfirmed: z.boolean(),
  checks: z.array(CheckView),
  testedAt: Time.optional(),
  credentialsExpireAt: Time.optional(),
  webhooks: z.array(WebhookView),
  createdAt: Time,
  updatedAt: Time,
});

export const IntegrationList = z.object({ items: z.array(IntegrationView) });
export const NewIntegrationBody = z.object({
  name: z.string().trim().min(1).max(100),
  settings: z.record(z.string(), z.unknown()).optional(),
  credentials: z.record(z.string(), z.string()).optional(),
});
export const IntegrationPatch = z.object({
  name: z.string().trim().min(1).max(100).optional(),
  /** When the credentials end, where whoever made them knows: it is warned of before. Null takes it away. */
  credentialsExpireAt: Time.nullable().optional(),
});
export const CredentialsBody = z.record(z.string(), z.string());
export const TestView = z.object({ integration: IntegrationView, checks: z.array(CheckView), failure: FailureView.optional() });
export const PauseBody = z.object({ direction: z.enum(['push', 'pull', 'both']).default('both') });

export const SyncBody = z.object({ kind: z.enum(['full', 'fields', 'people', 'delta']).default('full') });
export const RunView = z.object({
  id: z.string(),
  /** full, fields, delta, deletions, or a kind of the connector's own. */
  kind: z.string(),
  state: z.enum(['running', 'completed', 'failed', 'cancelled']),
  phase: z.string().optional(),
  phases: z.array(z.object({ label: z.string(), done: z.number(), total: z.number(), refused: z.number(), isDone: z.boolean() })),
  done: z.number(),
  total: z.number(),
  rate: z.number(),
  callsSpent: z.number(),
  error: z.object({ code: z.string(), message: z.string(), remedy: z.string() }).optional(),
  /** Why a running one stands still, and until when. */
  waitsFor: z.object({ code: z.string(), message: z.string(), remedy: z.string(), until: Time }).optional(),
  startedAt: Time,
  updatedAt: Time,
  finishedAt: Time.optional(),
});
/** Parts of the connector's own run, by key; all of them where none is named. */
export const OwnRunBody = z.object({ parts: z.array(z.string().min(1).max(100)).min(1).max(1_000).optional() });
export const OwnRunView = z.object({
  title: z.string(),
  parts: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      /** Records that stand here for its entities. */
      imported: z.number().optional(),
      /** The same by group, such as each role. */
      groups: z.record(z.string(), z.number()).optional(),
    }),
  ),
});
export const RunList = z.object({ items: z.array(RunView) });

export const HeldDeletionList = z.object({
  items: z.array(
    z.object({
      type: z.string(),
      label: z.string(),
      missing: z.number(),
      linked: z.number(),
      examples: z.array(z.string()),
      heldAt: Time,
    }),
  ),
});

export const PlanView = z.object({
  state: z.enum(['planning', 'ready', 'confirmed', 'failed']),
  types: z.array(z.record(z.string(), z.union([z.string(), z.number()]))),
  startedAt: Time,
  finishedAt: Time.optional(),
  error: z.string().optional(),
});
export const MoveView = MoveStanding.extend({
  checks: z.array(CheckView),
  plan: PlanView,
});
export const PlanQuery = z.object({
  ...pagingQuery({ usual: 50 }),
  outcome: z.enum(['match', 'conflict']).optional(),
});
export const PlanItems = pageSchema(
  z.object({
    id: z.string(),
    type: z.string(),
    outcome: z.enum(['match', 'conflict']),
    by: z.enum(STRENGTH),
    externalId: z.string(),
    externalName: z.string(),
    records: z.array(z.object({ id: z.string(), name: z.string() })),
  }),
);
export const ConfirmBody = z.object({
  decisions: z
    .array(z.object({ itemId: z.string().max(500), recordId: z.uuid().nullable() }))
    .max(10_000)
    .default([]),
});

export const WebhookList = z.object({ items: z.array(WebhookView) });
const DeliveriesView = z.object({
  webhookId: z.string(),
  entityType: z.string(),
  received: z.number(),
  lastAt: Time.optional(),
  lastSequence: z.number().optional(),
  /** The usual time between two deliveries, in milliseconds. */
  rhythmMs: z.number().optional(),
  /** Nothing that happened in the PSA before is missing here. */
  soundAt: Time,
  gaps: z.array(z.object({ from: z.number(), to: z.number(), at: Time, filledAt: Time.optional() })),
});
const BackfillView = z.object({
  entityType: z.string(),
  reason: z.enum(['gap', 'silence', 'failed_delivery', 'repair', 'burst']),
  since: Time,
  read: z.number(),
  unseen: z.number(),
  calls: z.number(),
  /** Absent while it is waiting or under way. */
  finishedAt: Time.optional(),
});
export const WebhookReport = z.object({
  isInstalled: z.boolean(),
  webhooks: z.array(WebhookView),
  checkedAt: Time.optional(),
  nextCheckAt: Time.optional(),
  problem: FailureView.optional(),
  /** What the checks and the readings cost so far. */
  callsSpent: z.number(),
  failures: z.array(
    z.object({ webhookId: z.string(), entityType: z.string(), at: Time, sequence: z.string().optional(), message: z.string() }),
  ),
  failuresReadAt: Time.optional(),
  received: z.array(DeliveriesView),
  repairs: z.array(
    z.object({
      at: Time,
      entityType: z.string(),
      cause: z.enum(['missing', 'inactive', 'changed', 'not_ready', 'extra', 'refused', 'silent']),
      detail: z.string(),
      outcome: z.enum(['repaired', 'failed']),
    }),
  ),
  backfills: z.array(BackfillView),
});

const ByLane = z.object({ interactive: z.number(), webhook: z.number(), scheduled: z.number(), bulk: z.number() });
export const BudgetReport = z.object({
  limit: z.number(),
  windowMs: z.number(),
  usedByLane: ByLane,
  usedByOthers: z.number(),
  remaining: z.number(),
  openTo: ByLane,
  exhaustedAt: Time.optional(),
  blockedUntil: Time.optional(),
  work: z.object({ waiting: z.number(), parked: z.number(), nextDueAt: Time.optional() }),
  standing: z.array(z.object({ lane: z.enum(LANES), rows: z.number(), runs: z.number(), resumesAt: Time })),
});
export const WorkAccepted = z.object({ state: z.literal('accepted') });
