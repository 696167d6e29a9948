import { Alert, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Account } from '../../../api/xero.ts';
import { toRefused } from '../../../api/problem.ts';
import { xeroTexts } from '../../../texts/xero.ts';
import { AccountSelect } from './account-select.tsx';
import { useSaveSettings } from './use-save-settings.ts';

const t = xeroTexts.settings;

interface FirstSettingsProps {
  id: string;
  etag: string;
  accounts: readonly Account[];
}

/** The one thing that nobody can guess; the platform knows good values for the rest. */
export function FirstSettings({ id, etag, accounts }: FirstSettingsProps): ReactNode {
  const [account, setAccount] = useState('');
  const save = useSaveSettings(id);
  return (
    <Paper withBorder p="md">
      <Stack gap="sm">
        <Title order={2}>{t.first}</Title>
        <Text size="sm" c="dimmed">
          {t.firstHow}
        </Text>
        {save.error ? (
          <Alert color="red" role="alert" title={t.notSaved}>
            {toRefused(save.error).message}
          </Alert>
        ) : null}
        <AccountSelect
          label={t.defaultAccount}
          accounts={accounts}
          value={account === '' ? undefined : account}
          onChange={(code) => setAccount(code ?? '')}
        />
        <Group>
          <Button
            disabled={account === ''}
            loading={save.isPending}
            onClick={() => save.mutate({ id, etag, settings: { options: { accounts: { default: account } } } })}
          >
            {t.save}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
