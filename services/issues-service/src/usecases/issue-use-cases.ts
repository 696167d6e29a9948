import type { Deps } from '../ports.ts';
import { makeComments } from './comment-on-issue.ts';
import { makeCountIssues } from './count-issues.ts';
import { makeDismissIssue } from './dismiss-issue.ts';
import { makeGetIssue } from './get-issue.ts';
import { makeHandleIssue } from './handle-issue.ts';
import { makeListCauseGroups } from './list-cause-groups.ts';
import { makeListIssues } from './list-issues.ts';
import { makeOwners } from './owners.ts';
import { makeRecordResults } from './record-results.ts';
import { makeRetryIssue } from './retry-issue.ts';
import { makeRunBulkJobPage } from './run-bulk-job.ts';
import { makeSplitCause } from './split-cause.ts';
import { makeGetBulkJob, makeStartBulkJob } from './start-bulk-job.ts';

export type IssueUseCases = ReturnType<typeof makeIssueUseCases>;

/** Everything this service can do, over one set of dependencies. */
export function makeIssueUseCases(deps: Deps) {
  return {
    recordResults: makeRecordResults(deps),
    listIssues: makeListIssues(deps),
    countIssues: makeCountIssues(deps),
    getIssue: makeGetIssue(deps),
    retryIssue: makeRetryIssue(deps),
    dismissIssue: makeDismissIssue(deps),
    handleIssue: makeHandleIssue(deps),
    ...makeOwners(deps),
    ...makeComments(deps),
    listCauseGroups: makeListCauseGroups(deps),
    splitCause: makeSplitCause(deps),
    startBulkJob: makeStartBulkJob(deps),
    getBulkJob: makeGetBulkJob(deps),
    runBulkJobPage: makeRunBulkJobPage(deps),
  };
}
