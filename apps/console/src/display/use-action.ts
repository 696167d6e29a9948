import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toRefused } from '../api/problem.ts';
import { texts } from '../texts/index.ts';

const CHANGED_MEANWHILE = 412;

interface Action<Input, Answer> {
  act: (input: Input) => Promise<Answer>;
  /** What people are told once it is done; where it says nothing, the page shows it. */
  says?: (answer: Answer) => string;
  changedMeanwhile?: string;
  /** What is asked for anew after it, by the first words of the query keys. */
  concerns: readonly string[];
}

/** Something that people do: they are told how it went, and what it concerns is asked for anew. */
export function useAction<Input = void, Answer = unknown>({ act, says, changedMeanwhile, concerns }: Action<Input, Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess(answer) {
      if (says) notifications.show({ message: says(answer), color: 'teal' });
    },
    onError(error) {
      const { status, message } = toRefused(error);
      const said = status === CHANGED_MEANWHILE ? (changedMeanwhile ?? texts.states.changedMeanwhile) : message;
      notifications.show({ message: said, color: 'red', autoClose: 10_000 });
    },
    onSettled: () => Promise.all(concerns.map((part) => queries.invalidateQueries({ queryKey: [part] }))),
  });
}
