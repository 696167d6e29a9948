import { Alert, Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { partnerSettingsQuery, savePartnerSettings } from '../../api/webhooks.ts';
import { AskFirst } from '../../display/ask-first.tsx';
import { useAction } from '../../display/use-action.ts';
import { webhookTexts } from '../../texts/webhooks.ts';

const t = webhookTexts.webhooks;

/** Whether the tenant sends anything at all. */
export function WebhookSwitch(): ReactNode {
  const { data } = useQuery(partnerSettingsQuery);
  const save = useAction({
    ...{ act: savePartnerSettings, concerns: ['webhooks'] },
    says: ({ webhooks }) => (webhooks ? t.switchedOn : t.switchedOff),
  });
  if (!data) return null;
  const { webhooks, stream } = data.data;
  const change = (isOn: boolean): void => save.mutate({ etag: data.etag, webhooks: isOn, stream });
  if (webhooks) {
    return (
      <div>
        <AskFirst size="xs" label={t.switchOff} says={t.switchOffSays} onConfirm={() => change(false)} />
      </div>
    );
  }
  return (
    <Alert color="yellow" title={t.isOff}>
      <Stack gap="xs" align="start">
        <Text size="sm">{t.isOffHow}</Text>
        <Button size="xs" loading={save.isPending} onClick={() => change(true)}>
          {t.switchOn}
        </Button>
      </Stack>
    </Alert>
  );
}
