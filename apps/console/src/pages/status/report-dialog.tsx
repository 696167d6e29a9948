import { Button, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { reportIncident } from '../../api/status.ts';
import { useAction } from '../../display/use-action.ts';
import { texts } from '../../texts/index.ts';
import { operationTexts } from '../../texts/operations.ts';

const t = operationTexts.status;

/** Tells of an incident that nobody has listed yet (OP-03). */
export function ReportDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }): ReactNode {
  return (
    <Modal opened={isOpen} onClose={onClose} title={t.report} closeButtonProps={{ 'aria-label': texts.issues.close }}>
      {isOpen ? <ReportForm onSent={onClose} /> : null}
    </Modal>
  );
}

function ReportForm({ onSent }: { onSent: () => void }): ReactNode {
  const [title, setTitle] = useState('');
  const [text, setText] = useState('');
  const report = useAction({ act: reportIncident, says: () => t.reported, concerns: ['status'] });

  function submit(event: FormEvent): void {
    event.preventDefault();
    report.mutate({ title: title.trim(), text: text.trim() }, { onSuccess: onSent });
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          label={t.reportTitle}
          required
          withAsterisk={false}
          data-autofocus
          value={title}
          onChange={({ currentTarget }) => setTitle(currentTarget.value)}
        />
        <Textarea
          label={t.reportText}
          required
          withAsterisk={false}
          rows={5}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <Button type="submit" loading={report.isPending}>
          {t.reportSend}
        </Button>
      </Stack>
    </form>
  );
}
