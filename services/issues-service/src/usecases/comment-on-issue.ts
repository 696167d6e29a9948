import type { Caller } from '@psa-bridge/core';
import { newComment, type Comment } from '../domain/comment.ts';
import type { Deps } from '../ports.ts';
import { issueNotFound } from './change-issue.ts';

const MOST_SHOWN = 200;

/** Comments on an issue, whatever its status: why something was dismissed is said afterwards. */
export function makeComments({ issues, comments, clock }: Pick<Deps, 'issues' | 'comments' | 'clock'>) {
  async function issueOf(issueId: string, { tenantId }: Caller): Promise<void> {
    if (!(await issues.forTenant(tenantId).get(issueId))) throw issueNotFound();
  }

  return {
    /** @throws AppError `issue_not_found` */
    async comment(issueId: string, text: string, caller: Caller): Promise<Draft> {
      await issueOf(issueId, caller);
      const comment = newComment(caller.tenantId, { issueId, by: caller.subject, at: clock.now(), text });
      await comments.forTenant(caller.tenantId).insert(comment);
      return comment;
    },

    /** The latest, newest first. @throws AppError `issue_not_found` */
    async listComments(issueId: string, caller: Caller): Promise<Comment[]> {
      await issueOf(issueId, caller);
      return comments.forTenant(caller.tenantId).find({ issueId }, { sort: { _id: -1 }, limit: MOST_SHOWN });
    },
  };
}

type Draft = Omit<Comment, 'version'>;
