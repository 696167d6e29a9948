import { created, defineRoute, etagOf, ok, requiredRevisionOf, type Route } from '@psa-bridge/http-server';
import type { z } from 'zod';
import type { Handled } from '../domain/handling.ts';
import type { IssueUseCases } from '../usecases/issue-use-cases.ts';
import { detailsOf } from './details.ts';
import { commentView } from './issue-view.ts';
import { CommentBody, CommentList, CommentView, HandleBody, IssueDetail, IssueParams } from './issues.schemas.ts';
import type { LinkTemplates } from './links.ts';

const permission = 'Issue manager';

/** Issues as work: whose it is, who has seen it, what was said of it. */
export function handlingRoutes(usecases: IssueUseCases, links: LinkTemplates): Route[] {
  const { checkOwner, handleIssue, comment, listComments } = usecases;
  const shown = detailsOf(usecases, links);
  return [
    defineRoute({
      ...{ method: 'PATCH', path: '/v1/issues/{id}', permission },
      summary: 'Assign, acknowledge, mute or rate an issue. If-Match with its ETag is required.',
      params: IssueParams,
      body: HandleBody,
      ifMatch: 'required',
      responses: { 200: IssueDetail },
      deed: 'issue.updated',
      async handle({ params, body, headers, caller }) {
        const ifRevision = requiredRevisionOf(headers['if-match']);
        await checkOwner(body.owner, 'body.owner', headers.authorization);
        const issue = await handleIssue({ id: params.id, change: toHandled(body), ifRevision }, caller);
        return ok(await shown(issue), { etag: etagOf(issue.revision) });
      },
    }),
    defineRoute({
      ...{ method: 'GET', path: '/v1/issues/{id}/comments', permission, summary: 'What was said of an issue' },
      params: IssueParams,
      responses: { 200: CommentList },
      handle: async ({ params, caller }) => ok({ items: (await listComments(params.id, caller)).map(commentView) }),
    }),
    defineRoute({
      ...{ method: 'POST', path: '/v1/issues/{id}/comments', permission, summary: 'Say something of an issue' },
      params: IssueParams,
      body: CommentBody,
      responses: { 201: CommentView },
      deed: 'issue.commented',
      handle: async ({ params, body, caller }) => created(commentView(await comment(params.id, body.text, caller))),
    }),
  ];
}

/** What the body says, without what it does not mention. */
export function toHandled({ owner, acknowledged, mutedUntil, severity }: z.output<typeof HandleBody>): Handled {
  return {
    ...(owner === undefined ? {} : { owner }),
    ...(acknowledged === undefined ? {} : { isAcknowledged: acknowledged }),
    ...(mutedUntil === undefined ? {} : { mutedUntil: mutedUntil === null ? null : new Date(mutedUntil) }),
    ...(severity === undefined ? {} : { severity }),
  };
}
