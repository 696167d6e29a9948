import type { Deps } from '../ports.ts';
import { makeCountIssues } from './count-issues.ts';
import { makeDismissIssue } from './dismiss-issue.ts';
import { makeGetIssue } from './get-issue.ts';
import { makeListIssues } from './list-issues.ts';
import { makeRecordResult } from './record-result.ts';
import { makeRetryIssue } from './retry-issue.ts';
import { makeRunRetryJobPage } from './run-retry-job.ts';
import { makeGetRetryJob, makeStartRetryJob } from './start-retry-job.ts';

export type IssueUseCases = ReturnType<typeof makeIssueUseCases>;

/** Everything this service can do, over one set of dependencies. */
export function makeIssueUseCases(deps: Deps) {
  return {
    recordResult: makeRecordResult(deps),
    listIssues: makeListIssues(deps),
    countIssues: makeCountIssues(deps),
    getIssue: makeGetIssue(deps),
    retryIssue: makeRetryIssue(deps),
    dismissIssue: makeDismissIssue(deps),
    startRetryJob: makeStartRetryJob(deps),
    getRetryJob: makeGetRetryJob(deps),
    runRetryJobPage: makeRunRetryJobPage(deps),
  };
}
