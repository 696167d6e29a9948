import { Button, Group } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { changeEndpoint, removeEndpoint, rotateSecret, sendTest, type Endpoint } from '../../api/webhooks.ts';
import { AskFirst } from '../../display/ask-first.tsx';
import { SecretOnce } from '../../display/secret-once.tsx';
import { useAction } from '../../display/use-action.ts';
import { webhookTexts } from '../../texts/webhooks.ts';

const t = webhookTexts.webhooks;
const OVERLAP_HOURS = 24;
const concerns = ['webhooks'];
/** What is done to an endpoint that sends, and to one that does not. */
const SWITCHES = {
  active: { label: t.pause, state: 'paused' },
  paused: { label: t.resume, state: 'active' },
  disabled: { label: t.enable, state: 'active' },
} as const;

export function EndpointActions({ endpoint, etag }: { endpoint: Endpoint; etag: string }): ReactNode {
  const { id, state, description } = endpoint;
  const [secret, setSecret] = useState<string>();
  const navigate = useNavigate();
  const test = useAction({ act: sendTest, says: () => t.tested, concerns });
  const change = useAction({ act: changeEndpoint, says: () => t.saved, concerns });
  const rotate = useAction({ act: rotateSecret, concerns });
  const remove = useAction({ act: removeEndpoint, says: () => t.removed, concerns: [] });
  if (state === 'removed') return null;
  const { label, state: next } = SWITCHES[state];
  return (
    <Group gap="xs">
      <Button
        variant={state === 'active' ? 'default' : 'filled'}
        loading={change.isPending}
        onClick={() => change.mutate({ id, etag, change: { state: next } })}
      >
        {label}
      </Button>
      <Button variant="default" loading={test.isPending} onClick={() => test.mutate(id)}>
        {t.test}
      </Button>
      <AskFirst
        variant="default"
        label={t.rotate}
        says={t.rotateSays}
        does={t.rotateNow}
        loading={rotate.isPending}
        onConfirm={() =>
          rotate.mutate({ id, etag, overlapHours: OVERLAP_HOURS }, { onSuccess: (made) => setSecret(made.secret ?? undefined) })
        }
      />
      <AskFirst
        label={t.remove}
        says={t.removeSays}
        onConfirm={() => remove.mutate({ id, etag }, { onSuccess: () => void navigate({ to: '/webhooks' }) })}
      />
      <SecretOnce title={t.secretOf(description)} secret={secret} how={t.secretHow} onClose={() => setSecret(undefined)} />
    </Group>
  );
}
