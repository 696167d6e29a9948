import { PARTNER_STREAMS, partnerTopic, replayTopic } from '@psa-bridge/contracts';
import { accepted, defineRoute, etagOf, ok, requiredRevisionOf, type Route } from '@psa-bridge/http-server';
import { z } from 'zod';
import { cursorOf, type ReplayJob } from '../../domain/partner/replay-job.ts';
import type { PartnerPolicy } from '../../domain/partner/partner-settings.ts';
import type { PartnerSettingsUse } from '../../usecases/partner/partner-settings.ts';
import type { Replay } from '../../usecases/partner/replay.ts';

const Policy = z.strictObject({
  webhooks: z.boolean().describe('Whether events go to the webhook endpoints (PA-40)'),
  stream: z.boolean().describe("Whether events go to the tenant's own Kafka topics"),
});
const SettingsView = z.object({ ...Policy.shape, topics: z.array(z.string()).describe('Those of the stream, while it is on') });

const ReplayBody = z.strictObject({
  stream: z.enum(PARTNER_STREAMS),
  since: z.iso.datetime().optional().describe('Only what was told from then on'),
  cursor: z
    .string()
    .min(1)
    .max(2_000)
    .optional()
    .describe('Where an earlier replay of the stream ended: only what came after it'),
});
const ReplayView = z.object({
  replayId: z.string().describe('Every replayed message carries it as the header ce_replayid'),
  stream: z.enum(PARTNER_STREAMS),
  topic: z.string(),
  state: z.enum(['running', 'completed']),
  done: z.int(),
  cursor: z.string().describe('Where it ended, or stands'),
  since: z.iso.datetime().nullable(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});

export interface PartnerStreamUse {
  settings: PartnerSettingsUse;
  replay: Replay;
  /** A replay waits to be carried out. */
  wake: () => void;
}

/** On which ways a tenant's events leave the platform (architecture rule 12), and telling them once more. */
export function partnerStreamRoutes({ settings, replay, wake }: PartnerStreamUse): readonly Route[] {
  const ofSettings = { path: '/v1/partner-settings', permission: 'admin' } as const;
  const ofReplays = { path: '/v1/partner-replays', permission: 'admin' } as const;
  const answer = (tenantId: string, { webhooks, stream, revision }: PartnerPolicy & { revision: number }) => {
    const topics = stream ? PARTNER_STREAMS.map((name) => partnerTopic(tenantId, name).name) : [];
    return ok({ webhooks, stream, topics }, { etag: etagOf(revision) });
  };
  return [
    defineRoute({
      ...{ ...ofSettings, method: 'GET', summary: 'Whether events go to webhook endpoints and to Kafka topics of the tenant.' },
      responses: { 200: SettingsView },
      handle: async ({ caller: { tenantId } }) => answer(tenantId, await settings.get(tenantId)),
    }),
    defineRoute({
      ...{ ...ofSettings, method: 'PUT', body: Policy, ifMatch: 'required' },
      summary: 'Switches webhooks (PA-40) and the stream on or off; the topics of the stream are made when it is switched on.',
      responses: { 200: SettingsView },
      deed: 'partner_settings.saved',
      async handle({ caller: { tenantId }, body, headers }) {
        return answer(tenantId, await settings.save(tenantId, body, requiredRevisionOf(headers['if-match'])));
      },
    }),
    defineRoute({
      ...{ ...ofReplays, method: 'GET', summary: 'The latest replay of each stream, with its progress.' },
      responses: { 200: z.object({ items: z.array(ReplayView) }) },
      handle: async ({ caller: { tenantId } }) => ok({ items: (await replay.list(tenantId)).map(replayView) }),
    }),
    defineRoute({
      ...{ ...ofReplays, method: 'POST', body: ReplayBody },
      summary: 'Tells a stream once more, from a time or from where an earlier replay ended, on a topic of its own.',
      responses: { 202: ReplayView },
      refusals: [409],
      deed: 'partner_replay.started',
      async handle({ caller, body: { since, ...request } }) {
        const job = await replay.start(caller, { ...request, ...(since !== undefined && { since: new Date(since) }) });
        wake();
        return accepted(replayView(job));
      },
    }),
  ];
}

function replayView(job: ReplayJob): z.input<typeof ReplayView> {
  const { replayId, tenantId, stream, state, done, since, startedAt, finishedAt } = job;
  return {
    ...{ replayId, stream, state, done, topic: replayTopic(tenantId, stream).name, cursor: cursorOf(job) },
    since: since?.toISOString() ?? null,
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}
