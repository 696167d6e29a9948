import { Button, Paper, Stack, Text, Textarea, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { commentOn, commentsQuery } from '../../api/issue-work.ts';
import { ErrorState, LoadingState } from '../../display/states.tsx';
import { TimeAgo } from '../../display/time-ago.tsx';
import { useNames } from '../../display/use-names.ts';
import { texts } from '../../texts/index.ts';

const t = texts.issueWork;
/** As much as the platform takes. */
const LONGEST = 4_000;

/** What people said of an issue, the latest first. */
export function IssueComments({ id }: { id: string }): ReactNode {
  return (
    <Stack gap="sm" component="section" aria-label={t.comments}>
      <Title order={3}>{t.comments}</Title>
      <NewComment id={id} />
      <Said id={id} />
    </Stack>
  );
}

function Said({ id }: { id: string }): ReactNode {
  const { data, error, refetch } = useQuery(commentsQuery(id));
  const nameOf = useNames(data?.map(({ by }) => by) ?? []);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState lines={1} />;
  if (data.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t.commentsNone}
      </Text>
    );
  }
  return data.map((comment) => (
    <Paper key={comment.id} withBorder p="sm" component="article">
      <Text size="xs" c="dimmed">
        {nameOf(comment.by)} · <TimeAgo at={comment.at} />
      </Text>
      <Text size="sm" className="kept-lines wrap-anywhere">
        {comment.text}
      </Text>
    </Paper>
  ));
}

function NewComment({ id }: { id: string }): ReactNode {
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const say = useMutation({
    mutationFn: commentOn,
    onSuccess() {
      setText('');
      notifications.show({ message: t.commented, color: 'teal' });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: commentsQuery(id).queryKey }),
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (text.trim() !== '') say.mutate({ id, text: text.trim() });
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        {say.error ? <ErrorState error={say.error} /> : null}
        <Textarea
          label={t.comment}
          placeholder={t.commentHint}
          autosize
          minRows={2}
          maxLength={LONGEST}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <Button
          type="submit"
          variant="default"
          loading={say.isPending}
          disabled={text.trim() === ''}
          style={{ alignSelf: 'start' }}
        >
          {t.commentSend}
        </Button>
      </Stack>
    </form>
  );
}
