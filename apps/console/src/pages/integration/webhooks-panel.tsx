import { Alert, Button, Group, List, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { installWebhooks, uninstallWebhooks, webhookReportQuery, type WebhookReport, type Which } from '../../api/connectors.ts';
import { AskFirst } from '../../display/ask-first.tsx';
import { entityName, providerName } from '../../display/names.ts';
import { ErrorState, LoadingState, StateBadge, type Tone } from '../../display/states.tsx';
import { useAction } from '../../display/use-action.ts';
import { integrationTexts } from '../../texts/integrations.ts';
import { WebhookHistory } from './webhook-history.tsx';

const t = integrationTexts.webhooks;

/** What is installed, whether it delivers, and what was done where it did not (AT-100 to AT-103). */
export function WebhooksPanel({ which }: { which: Which }): ReactNode {
  const { data: report, error, refetch } = useQuery(webhookReportQuery(which));
  const install = useAction({ act: () => installWebhooks(which), says: () => t.didInstall, concerns: ['integrations'] });
  const uninstall = useAction({ act: () => uninstallWebhooks(which), says: () => t.didUninstall, concerns: ['integrations'] });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!report) return <LoadingState lines={3} />;
  const { problem, webhooks } = report;
  return (
    <Stack gap="md">
      {problem === undefined ? null : (
        <Alert color="red" role="alert" title={t.problem}>
          {problem.message} {problem.remedy}
        </Alert>
      )}
      <Paper withBorder p="md" component="section" aria-label={t.installed}>
        <Title order={2}>{t.installed}</Title>
        <Text size="sm" c="dimmed" mb="sm">
          {webhooks.length === 0 ? t.noneHow : t.lead(providerName(which.provider))}
        </Text>
        {webhooks.length === 0 ? <Text>{t.none}.</Text> : <Installed webhooks={webhooks} />}
        <Group mt="md" gap="xs">
          <Button loading={install.isPending} onClick={() => install.mutate()}>
            {t.install}
          </Button>
          {webhooks.length === 0 ? null : (
            <AskFirst
              label={t.uninstall}
              says={t.uninstallSays}
              does={t.uninstallYes}
              loading={uninstall.isPending}
              onConfirm={() => uninstall.mutate()}
            />
          )}
        </Group>
      </Paper>
      {report.isInstalled ? <WebhookHistory report={report} /> : null}
    </Stack>
  );
}

const TONES: Readonly<Record<WebhookReport['webhooks'][number]['status'], Tone>> = {
  active: 'good',
  inactive: 'bad',
  not_ready: 'warn',
};

function Installed({ webhooks }: Pick<WebhookReport, 'webhooks'>): ReactNode {
  return (
    <Table.ScrollContainer minWidth={560} type="native" tabIndex={0} role="group" aria-label={t.installed}>
      <Table aria-label={t.installed}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t.name}</Table.Th>
            <Table.Th>{t.kind}</Table.Th>
            <Table.Th>{t.url}</Table.Th>
            <Table.Th ta="right">{t.status}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {webhooks.map(({ id, name, url, status, entityType, differences }) => (
            <Table.Tr key={id}>
              <Table.Td>
                {name}
                {differences === undefined ? null : (
                  <List size="xs">
                    {differences.map((difference) => (
                      <List.Item key={difference}>{difference}</List.Item>
                    ))}
                  </List>
                )}
              </Table.Td>
              <Table.Td>{entityName(entityType)}</Table.Td>
              <Table.Td>
                <Text size="xs" className="wrap-anywhere">
                  {url}
                </Text>
              </Table.Td>
              <Table.Td ta="right" miw={140}>
                <StateBadge tone={TONES[status]}>{t.statuses[status]}</StateBadge>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
