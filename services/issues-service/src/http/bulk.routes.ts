import { accepted, defineRoute, ok, type Route } from '@psa-bridge/http-server';
import { z } from 'zod';
import type { BulkJob } from '../domain/bulk-job.ts';
import type { IssueUseCases } from '../usecases/issue-use-cases.ts';
import { IssueFilterBody } from './filter.schemas.ts';
import { toHandled } from './handling.routes.ts';
import { HandleBody, IssueParams, Time } from './issues.schemas.ts';

const permission = 'Issue manager';

const ForAll = z.strictObject({ filter: IssueFilterBody });
const ChangeAll = z.strictObject({ filter: IssueFilterBody, change: HandleBody });

const JobView = z.object({
  id: z.string(),
  action: z.enum(['retry', 'dismiss', 'change']),
  state: z.enum(['running', 'completed']),
  matched: z.number().int().describe('Issues that matched when it was asked for'),
  done: z.number().int(),
  skipped: z.number().int().describe('Matching issues of which it was so already'),
  requestedAt: Time,
  requestedBy: z.string(),
  completedAt: Time.optional(),
});

/** What is done to all issues that match (IS-04): stored at once, carried out in the background. */
export function bulkRoutes({ checkOwner, startBulkJob, getBulkJob }: IssueUseCases): Route[] {
  return [
    defineRoute({
      ...{ method: 'POST', path: '/v1/issues/retry-all', permission, summary: 'Retry all issues that match, in the background' },
      body: ForAll,
      responses: { 202: JobView },
      deed: 'issues.retried',
      handle: async ({ body, caller }) => accepted(jobView(await startBulkJob({ do: 'retry' }, body.filter, caller))),
    }),
    defineRoute({
      ...{ method: 'POST', path: '/v1/issues/dismiss-all', permission, summary: 'Take all issues that match off the list' },
      body: ForAll,
      responses: { 202: JobView },
      deed: 'issues.dismissed',
      handle: async ({ body, caller }) => accepted(jobView(await startBulkJob({ do: 'dismiss' }, body.filter, caller))),
    }),
    defineRoute({
      ...{ method: 'POST', path: '/v1/issues/change-all', permission },
      summary: 'Assign, acknowledge, mute or rate all issues that match, in the background',
      body: ChangeAll,
      responses: { 202: JobView },
      deed: 'issues.updated',
      async handle({ body, headers, caller }) {
        await checkOwner(body.change.owner, 'body.change.owner', headers.authorization);
        const change = toHandled(body.change);
        return accepted(jobView(await startBulkJob({ do: 'change', change }, body.filter, caller)));
      },
    }),
    defineRoute({
      ...{ method: 'GET', path: '/v1/issues/jobs/{id}', permission, summary: 'How far something done to all has come' },
      params: IssueParams,
      responses: { 200: JobView },
      handle: async ({ params, caller }) => ok(jobView(await getBulkJob(params.id, caller))),
    }),
  ];
}

function jobView(job: BulkJob): z.input<typeof JobView> {
  const { _id: id, action, state, matched, done, skipped, requestedBy } = job;
  return {
    ...{ id, action: action.do, state, matched, done, skipped, requestedBy, requestedAt: job.requestedAt.toISOString() },
    ...(job.completedAt ? { completedAt: job.completedAt.toISOString() } : {}),
  };
}
