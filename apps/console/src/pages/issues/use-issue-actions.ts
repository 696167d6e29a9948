import { changeAll } from '../../api/issue-work.ts';
import { changeIssue, dismissAll, dismissIssue, retryAll, retryIssue, type IssueFilter } from '../../api/issues.ts';
import { useAction } from '../../display/use-action.ts';
import { texts } from '../../texts/index.ts';

const { asked } = texts.issues;
const { changedMeanwhile } = asked;
const concerns = ['issues'];

/** What can be done about issues; the lists are asked for anew after each, and people are told how it went. */
export function useIssueActions() {
  return {
    retry: useAction({ act: retryIssue, says: () => asked.retry, concerns }),
    dismiss: useAction({ act: dismissIssue, says: () => asked.dismiss, concerns }),
    retryAll: useAction({
      ...{ act: (filter: IssueFilter) => retryAll(filter), concerns },
      says: ({ matched }) => asked.retryAll(matched),
    }),
    dismissAll: useAction({
      ...{ act: (filter: IssueFilter) => dismissAll(filter), concerns },
      says: ({ matched }) => asked.dismissAll(matched),
    }),
    changeAll: useAction({ act: changeAll, says: ({ matched }) => texts.issueWork.assignedAll(matched), concerns }),
    change: useAction({ act: changeIssue, says: () => asked.saved, changedMeanwhile, concerns }),
  };
}
