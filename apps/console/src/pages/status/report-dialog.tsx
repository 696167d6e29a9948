import { Textarea, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { reportIncident } from '../../api/status.ts';
import { DialogForm, FormDialog } from '../../display/form-dialog.tsx';
import { useAction } from '../../display/use-action.ts';
import { operationTexts } from '../../texts/operations.ts';

const t = operationTexts.status;

/** Tells of an incident that nobody has listed yet (OP-03). */
export function ReportDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }): ReactNode {
  return (
    <FormDialog isOpen={isOpen} onClose={onClose} title={t.report}>
      <ReportForm onEnd={onClose} />
    </FormDialog>
  );
}

function ReportForm({ onEnd }: { onEnd: () => void }): ReactNode {
  const [title, setTitle] = useState('');
  const [text, setText] = useState('');
  const report = useAction({ act: reportIncident, says: () => t.reported, concerns: ['status'] });

  function submit(): void {
    report.mutate({ title: title.trim(), text: text.trim() }, { onSuccess: onEnd });
  }

  return (
    <DialogForm submit={t.reportSend} isPending={report.isPending} onSubmit={submit} onCancel={onEnd}>
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
    </DialogForm>
  );
}
