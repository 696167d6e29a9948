import { useState, type ReactNode } from 'react';
import { addEndpoint } from '../../api/webhooks.ts';
import { DialogForm, FormDialog } from '../../display/form-dialog.tsx';
import { useAction } from '../../display/use-action.ts';
import { webhookTexts } from '../../texts/webhooks.ts';
import { EndpointFields, type EndpointDraft } from './endpoint-fields.tsx';

const t = webhookTexts.webhooks;
const EMPTY: EndpointDraft = { url: '', description: '', eventTypes: ['*'], entityTypes: [], concurrency: 4 };

interface EndpointDialogProps {
  isOpen: boolean;
  onClose: () => void;
  onMade: (made: { description: string; secret: string }) => void;
}

export function EndpointDialog({ isOpen, onClose, onMade }: EndpointDialogProps): ReactNode {
  return (
    <FormDialog isOpen={isOpen} onClose={onClose} title={t.dialog} size="lg">
      <EndpointForm onClose={onClose} onMade={onMade} />
    </FormDialog>
  );
}

function EndpointForm({ onClose, onMade }: Omit<EndpointDialogProps, 'isOpen'>): ReactNode {
  const [draft, setDraft] = useState(EMPTY);
  const add = useAction({ act: addEndpoint, concerns: ['webhooks'] });

  function submit(): void {
    const { entityTypes, ...settings } = draft;
    const body = { ...settings, ...(entityTypes.length === 0 ? {} : { entityTypes }) };
    add.mutate(body, {
      onSuccess({ description, secret }) {
        onClose();
        if (secret !== null) onMade({ description, secret });
      },
    });
  }

  return (
    <DialogForm
      submit={t.create}
      isPending={add.isPending}
      isDisabled={draft.eventTypes.length === 0}
      onSubmit={submit}
      onCancel={onClose}
    >
      <EndpointFields draft={draft} onChange={setDraft} />
    </DialogForm>
  );
}
