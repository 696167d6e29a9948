import type { z } from 'zod';
import type { Issue } from '../domain/issue.ts';
import type { IssueUseCases } from '../usecases/issue-use-cases.ts';
import { issueDetail } from './issue-view.ts';
import type { IssueDetail } from './issues.schemas.ts';
import type { LinkTemplates } from './links.ts';

/** Shows one issue, and whether its owner is still there. */
export function detailsOf({ goneOwners }: Pick<IssueUseCases, 'goneOwners'>, links: LinkTemplates) {
  return async (issue: Issue): Promise<z.input<typeof IssueDetail>> =>
    issueDetail(issue, { links, gone: await goneOwners([issue], issue.tenantId) });
}
