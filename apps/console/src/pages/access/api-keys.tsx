import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { apiKeysQuery, revokeApiKey, rotateApiKey, type ApiKey } from '../../api/access.ts';
import { AskFirst } from '../../display/ask-first.tsx';
import { SecretOnce } from '../../display/secret-once.tsx';
import { EmptyState, ErrorState, LoadingState, StateBadge } from '../../display/states.tsx';
import { TimeAgo } from '../../display/time-ago.tsx';
import { useAction } from '../../display/use-action.ts';
import { userTexts } from '../../texts/users.ts';
import type { AccessSearch, ChangeAccessSearch } from './access-search.ts';
import { ApiKeyDialog } from './api-key-dialog.tsx';
import { PermissionBadges } from './roles.tsx';

const t = userTexts.access.key;
const OVERLAP_HOURS = 24;

export interface NewSecret {
  name: string;
  key: string;
}

/** Keys that let programs in; each secret is shown once. */
export function ApiKeys({ search, onChange }: { search: AccessSearch; onChange: ChangeAccessSearch }): ReactNode {
  const [secret, setSecret] = useState<NewSecret>();
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => onChange({ key: 'new' })}>
      {t.add}
    </Button>
  );
  return (
    <>
      <KeyList add={add} onSecret={setSecret} />
      <ApiKeyDialog isOpen={search.key === 'new'} onClose={() => onChange({ key: undefined })} onSecret={setSecret} />
      <SecretOnce title={secret?.name ?? ''} secret={secret?.key} how={t.how} onClose={() => setSecret(undefined)} />
    </>
  );
}

function KeyList({ add, onSecret }: { add: ReactNode; onSecret: (secret: NewSecret) => void }): ReactNode {
  const { data, error, refetch } = useQuery(apiKeysQuery);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState />;
  if (data.items.length === 0) {
    return (
      <EmptyState title={t.none} action={add}>
        {t.noneWhy}
      </EmptyState>
    );
  }
  return (
    <Stack gap="md">
      <div>{add}</div>
      {data.items.map((key) => (
        <KeyCard key={key.id} apiKey={key} onSecret={onSecret} />
      ))}
    </Stack>
  );
}

function KeyCard({ apiKey, onSecret }: { apiKey: ApiKey; onSecret: (secret: NewSecret) => void }): ReactNode {
  const { id, name, permissions } = apiKey;
  const concerns = ['access'];
  const rotate = useAction({ act: rotateApiKey, concerns });
  const revoke = useAction({ act: revokeApiKey, says: () => t.revoked, concerns });
  return (
    <Card withBorder component="article" aria-label={name}>
      <Group justify="space-between">
        <Title order={2} className="wrap-anywhere">
          {name}
        </Title>
        <Group gap="xs">
          <AskFirst
            size="xs"
            variant="default"
            label={t.rotate}
            says={t.rotateSays}
            does={t.rotateNow}
            loading={rotate.isPending}
            onConfirm={() => rotate.mutate({ id, overlapHours: OVERLAP_HOURS }, { onSuccess: onSecret })}
          />
          <AskFirst size="xs" label={t.revoke} says={t.revokeSays} onConfirm={() => revoke.mutate(id)} />
        </Group>
      </Group>
      <KeyTimes apiKey={apiKey} />
      <PermissionBadges permissions={permissions} />
    </Card>
  );
}

function KeyTimes({ apiKey: { createdAt, lastUsedAt, expiresAt, oldSecretUntil } }: { apiKey: ApiKey }): ReactNode {
  const isExpired = expiresAt !== undefined && new Date(expiresAt) <= new Date();
  return (
    <Group gap="xs">
      {isExpired ? <StateBadge tone="bad">{t.expired}</StateBadge> : null}
      <Text size="sm" c="dimmed">
        {t.made} <TimeAgo at={createdAt} /> ·{' '}
        {lastUsedAt === undefined ? (
          t.unused
        ) : (
          <>
            {t.used} <TimeAgo at={lastUsedAt} />
          </>
        )}{' '}
        ·{' '}
        {expiresAt === undefined ? (
          t.endless
        ) : (
          <>
            {t.expiresAt} <TimeAgo at={expiresAt} />
          </>
        )}
      </Text>
      {oldSecretUntil === undefined ? null : (
        <Text size="sm">
          {t.oldUntil} <TimeAgo at={oldSecretUntil} />
        </Text>
      )}
    </Group>
  );
}
