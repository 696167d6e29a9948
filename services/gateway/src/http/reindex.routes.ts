import { accepted, defineRoute, ok, type Route } from '@psa-bridge/http-server';
import { RECORD_TYPES } from '@psa-bridge/records';
import { z } from 'zod';
import type { ReindexJob } from '../domain/reindex-job.ts';
import type { Reindexing } from '../usecases/operations/reindex.ts';

const EntityType = z.enum(RECORD_TYPES);

const JobView = z.object({
  entityType: EntityType,
  state: z.enum(['running', 'completed']),
  done: z.number().int(),
  total: z.number().int().describe('As counted at the beginning'),
  startedBy: z.string(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().optional(),
});

/** Re-indexing, the second step of troubleshooting (OP-02). */
export function reindexRoutes(reindexing: Reindexing, wake: () => void): readonly Route[] {
  const common = { path: '/v1/reindex', permission: 'admin' } as const;
  return [
    defineRoute({
      ...{ ...common, method: 'GET', summary: 'The latest re-index of each entity type, with its progress (OP-02).' },
      responses: { 200: z.object({ items: z.array(JobView) }) },
      handle: async ({ caller }) => ok({ items: (await reindexing.list(caller)).map(viewOf) }),
    }),
    defineRoute({
      ...{
        ...common,
        method: 'POST',
        summary: 'Re-indexes all records of a type and tells of each again (OP-02); answers the one that runs, if one does.',
      },
      body: z.strictObject({ entityType: EntityType }),
      responses: { 202: JobView },
      deed: 'reindex.started',
      async handle({ caller, body: { entityType } }) {
        const job = await reindexing.start(entityType, caller);
        wake();
        return accepted(viewOf(job));
      },
    }),
  ];
}

function viewOf({ entityType, state, done, total, startedBy, startedAt, finishedAt }: ReindexJob): z.input<typeof JobView> {
  const end = finishedAt && { finishedAt: finishedAt.toISOString() };
  return { entityType, state, done, total, startedBy, startedAt: startedAt.toISOString(), ...end };
}
