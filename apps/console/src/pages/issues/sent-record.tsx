import { Alert, Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { changeSentRecord, sentRecordQuery, type SentRecord } from '../../api/issue-work.ts';
import type { IssueDetail } from '../../api/issues.ts';
import { toRefused } from '../../api/problem.ts';
import { textIn } from '../../display/form-text.ts';
import { ErrorState, LoadingState } from '../../display/states.tsx';
import { texts } from '../../texts/index.ts';
import { changesOf, fieldsOf, shownValue } from './sent-fields.ts';

const { edit, fields: labels } = texts.issueWork;

/** What the failed operation sent is mended here and goes out again; where it cannot be, why not. */
export function SentRecordSection({ issue: { entityType, input } }: { issue: IssueDetail }): ReactNode {
  const [isOpen, { open, close }] = useDisclosure();
  if ('why' in input) return <Text size="sm">{input.why}</Text>;
  if (fieldsOf(entityType).length === 0) return null;
  return (
    <Stack gap="sm" component="section" aria-label={edit.title}>
      <Title order={3}>{edit.title}</Title>
      <Text size="sm" c="dimmed">
        {edit.lead}
      </Text>
      {isOpen ? (
        <Loaded entityType={entityType} editAt={input.editAt} onClose={close} />
      ) : (
        <Button variant="default" onClick={open} style={{ alignSelf: 'start' }}>
          {edit.open}
        </Button>
      )}
    </Stack>
  );
}

interface EditorProps {
  entityType: string;
  editAt: string;
  onClose: () => void;
}

function Loaded(props: EditorProps): ReactNode {
  const { data, error, refetch } = useQuery(sentRecordQuery(props.editAt));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState lines={3} />;
  return <Editor key={data.etag} {...props} {...data} />;
}

function Editor({ entityType, editAt, onClose, record, etag }: EditorProps & { record: SentRecord; etag: string }): ReactNode {
  const queries = useQueryClient();
  const [isUnchanged, setUnchanged] = useState(false);
  const save = useMutation({
    mutationFn: changeSentRecord,
    onSuccess() {
      notifications.show({ message: edit.saved, color: 'teal' });
      onClose();
    },
    onSettled: () => Promise.all(['issues', 'records'].map((part) => queries.invalidateQueries({ queryKey: [part] }))),
  });

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const change = changesOf(record, new Map(fieldsOf(entityType).map((field) => [field, textIn(form, field)])));
    setUnchanged(Object.keys(change).length === 0);
    if (Object.keys(change).length > 0) save.mutate({ editAt, etag, change });
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <SaveRefusal error={save.error} isUnchanged={isUnchanged} />
        {fieldsOf(entityType).map((field) => (
          <TextInput
            key={field}
            name={field}
            label={labels[field]}
            defaultValue={shownValue(record, field)}
            error={problemOf(save.error, field)}
          />
        ))}
        <Group gap="xs">
          <Button type="submit" loading={save.isPending}>
            {edit.save}
          </Button>
          <Button variant="default" onClick={onClose}>
            {edit.close}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function SaveRefusal({ error, isUnchanged }: { error: unknown; isUnchanged: boolean }): ReactNode {
  if (isUnchanged) return <Alert color="indigo">{edit.unchanged}</Alert>;
  return error ? <ErrorState error={error} /> : null;
}

function problemOf(error: unknown, field: string): string | undefined {
  return error ? toRefused(error).problems.find((problem) => problem.field === `body.${field}`)?.message : undefined;
}
