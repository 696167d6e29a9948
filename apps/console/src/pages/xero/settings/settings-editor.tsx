import { Alert, Box, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { Account, EngineSettings } from '../../../api/xero.ts';
import { toRefused } from '../../../api/problem.ts';
import { xeroTexts } from '../../../texts/xero.ts';
import { accountRowsOf, isStale, type BillingCode } from './account-rows.ts';
import { AccountsPart } from './accounts-part.tsx';
import { DocumentsPart } from './documents-part.tsx';
import { MoneyPart } from './money-part.tsx';
import { PurchasesPart } from './purchases-part.tsx';
import { AlertsPart } from './alerts-part.tsx';
import { useSaveSettings } from './use-save-settings.ts';

const t = xeroTexts.settings;
const CHANGED_MEANWHILE = 412;

interface SettingsEditorProps {
  id: string;
  etag: string;
  saved: EngineSettings;
  accounts: readonly Account[];
  /** Autotask's; undefined where they may or can not be read. */
  codes: readonly BillingCode[] | undefined;
}

/** What every part of the editor is given. */
export interface PartProps {
  settings: EngineSettings;
  accounts: readonly Account[];
  onChange: (settings: EngineSettings) => void;
}

/** All settings of one organisation; saved as a whole, and only over what was read. */
export function SettingsEditor({ id, etag, saved, accounts, codes }: SettingsEditorProps): ReactNode {
  const [settings, setSettings] = useState(saved);
  const save = useSaveSettings(id);
  const part: PartProps = { settings, accounts, onChange: setSettings };
  return (
    <>
      <StaleAlert settings={saved} accounts={accounts} />
      <AccountsPart {...part} codes={codes} />
      <DocumentsPart {...part} />
      <MoneyPart {...part} />
      <PurchasesPart {...part} />
      <AlertsPart {...part} />
      {save.error ? <Refusal error={save.error} /> : null}
      <Group>
        <Button disabled={settings === saved} loading={save.isPending} onClick={() => save.mutate({ id, etag, settings })}>
          {t.save}
        </Button>
        <Button
          variant="default"
          disabled={settings === saved}
          onClick={() => {
            save.reset();
            setSettings(saved);
          }}
        >
          {t.undo}
        </Button>
        <Box role="status">{settings === saved ? null : <Text size="sm">{t.unsaved}</Text>}</Box>
      </Group>
    </>
  );
}

function StaleAlert({ settings, accounts }: { settings: EngineSettings; accounts: readonly Account[] }): ReactNode {
  const { accounts: mapped, rounding } = settings.options;
  const orders = settings.purchases?.accounts;
  const single = [mapped.default, rounding.account, orders?.default, orders?.freight];
  const stale =
    accountRowsOf(mapped.byBillingCode, [], accounts).filter((row) => row.isStale).length +
    accountRowsOf(orders?.byBillingCode ?? {}, [], accounts).filter((row) => row.isStale).length +
    single.filter((account) => isStale(account, accounts)).length;
  if (stale === 0) return null;
  return (
    <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />} title={t.stale(stale)}>
      {t.staleHow}
    </Alert>
  );
}

function Refusal({ error }: { error: Error }): ReactNode {
  const { status, message, problems } = toRefused(error);
  return (
    <Alert color="red" role="alert" title={t.notSaved}>
      <Stack gap={4}>
        <Text size="sm">{status === CHANGED_MEANWHILE ? t.changedMeanwhile : message}</Text>
        {problems.map(({ field, message: says }) => (
          <Text key={field} size="sm">
            {field}: {says}
          </Text>
        ))}
      </Stack>
    </Alert>
  );
}
