import { Button, Modal, Stack } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { addEndpoint } from '../../api/webhooks.ts';
import { useAction } from '../../display/use-action.ts';
import { texts } from '../../texts/index.ts';
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
    <Modal opened={isOpen} onClose={onClose} title={t.dialog} size="lg" closeButtonProps={{ 'aria-label': texts.issues.close }}>
      {isOpen ? <EndpointForm onClose={onClose} onMade={onMade} /> : null}
    </Modal>
  );
}

function EndpointForm({ onClose, onMade }: Omit<EndpointDialogProps, 'isOpen'>): ReactNode {
  const [draft, setDraft] = useState(EMPTY);
  const add = useAction({ act: addEndpoint, concerns: ['webhooks'] });

  function submit(event: FormEvent): void {
    event.preventDefault();
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
    <form onSubmit={submit}>
      <Stack gap="md">
        <EndpointFields draft={draft} onChange={setDraft} />
        <Button type="submit" loading={add.isPending} disabled={draft.eventTypes.length === 0}>
          {t.create}
        </Button>
      </Stack>
    </form>
  );
}
