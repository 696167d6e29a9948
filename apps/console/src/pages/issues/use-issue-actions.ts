import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { changeIssue, dismissAll, dismissIssue, retryAll, retryIssue, type IssueFilter } from '../../api/issues.ts';
import { toRefused } from '../../api/problem.ts';
import { texts } from '../../texts/index.ts';

const { asked } = texts.issues;
const CHANGED_MEANWHILE = 412;

/** What can be done about issues; the lists are asked for anew after each, and people are told how it went. */
export function useIssueActions() {
  const queries = useQueryClient();

  function useAction<Input, Answer>(act: (input: Input) => Promise<Answer>, says: (answer: Answer) => string) {
    return useMutation({
      mutationFn: act,
      onSuccess: (answer) => notifications.show({ message: says(answer), color: 'teal' }),
      onError(error) {
        const { status, message } = toRefused(error);
        notifications.show({
          message: status === CHANGED_MEANWHILE ? asked.changedMeanwhile : message,
          color: 'red',
          autoClose: 10_000,
        });
      },
      onSettled: () => queries.invalidateQueries({ queryKey: ['issues'] }),
    });
  }

  return {
    retry: useAction(retryIssue, () => asked.retry),
    dismiss: useAction(dismissIssue, () => asked.dismiss),
    retryAll: useAction(
      (filter: IssueFilter) => retryAll(filter),
      ({ matched }) => asked.retryAll(matched),
    ),
    dismissAll: useAction(
      (filter: IssueFilter) => dismissAll(filter),
      ({ matched }) => asked.dismissAll(matched),
    ),
    change: useAction(changeIssue, () => asked.saved),
  };
}
