import { Alert, Box, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { billingCodesQuery, saveBillingCodes, type BillingCodes } from '../../api/billing-codes.ts';
import { toRefused } from '../../api/problem.ts';
import { texts } from '../../texts/index.ts';
import { CodeSelect } from './code-select.tsx';
import { defaultRowOf, isChanged, rowsOf, withCode, type MappingRow } from './mapping-draft.ts';

const t = texts.billingCodes;
const CHANGED_MEANWHILE = 412;

export interface MappingEditorProps {
  integrationId: string;
  page: BillingCodes;
  etag: string;
}

/** Both sides of the mapping, with what no longer holds marked; saved as a whole, and only over what was read. */
export function MappingEditor({ integrationId, page, etag }: MappingEditorProps): ReactNode {
  const [settings, setSettings] = useState<Parameters<typeof rowsOf>[1]>(page.settings);
  const save = useSave(integrationId);
  const refused = save.error ? toRefused(save.error).problems : [];
  const rows = rowsOf(page, settings, refused);
  const change = (row: Pick<MappingRow, 'categoryId'>, code: string | undefined): void =>
    setSettings(withCode(settings, row, code));
  return (
    <>
      <StaleAlert page={page} />
      <Paper withBorder p="md">
        <CodeSelect
          label={t.defaultCode}
          description={t.defaultHow}
          page={page}
          row={defaultRowOf(page, settings, refused)}
          onChange={change}
        />
      </Paper>
      <Paper withBorder p="md" component="section" aria-label={t.byCategory}>
        <Title order={2}>{t.byCategory}</Title>
        <Text size="sm" c="dimmed" mb="md">
          {t.byCategoryHow}
        </Text>
        <Stack gap="sm">
          {rows.map((row) => (
            <CodeSelect key={row.field} label={row.label} page={page} row={row} onChange={change} />
          ))}
          {rows.length === 0 ? <Text size="sm">{t.noCategories}</Text> : null}
        </Stack>
      </Paper>
      <SaveBar
        isDirty={isChanged(page.settings, settings)}
        isSaving={save.isPending}
        error={save.error}
        onSave={() => save.mutate({ id: integrationId, etag, settings })}
        onUndo={() => {
          save.reset();
          setSettings(page.settings);
        }}
      />
    </>
  );
}

function StaleAlert({ page: { problems } }: { page: BillingCodes }): ReactNode {
  const stale = problems.filter(({ isStale }) => isStale).length;
  if (stale === 0) return null;
  return (
    <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />} title={t.stale(stale)}>
      {t.staleHow}
    </Alert>
  );
}

function useSave(integrationId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: saveBillingCodes,
    onSuccess(saved) {
      queries.setQueryData(billingCodesQuery(integrationId).queryKey, saved);
      void queries.invalidateQueries({ queryKey: ['issues'] });
      notifications.show({ color: 'teal', title: t.saved, message: <Link to="/issues">{t.savedNext}</Link>, autoClose: 15_000 });
    },
  });
}

interface SaveBarProps {
  isDirty: boolean;
  isSaving: boolean;
  error: Error | null;
  onSave: () => void;
  onUndo: () => void;
}

function SaveBar({ isDirty, isSaving, error, onSave, onUndo }: SaveBarProps): ReactNode {
  const refused = error ? toRefused(error) : undefined;
  return (
    <Stack gap="sm">
      {refused === undefined ? null : (
        <Alert color="red" role="alert" title={t.notSaved}>
          <Text size="sm">{refused.status === CHANGED_MEANWHILE ? t.changedMeanwhile : refused.message}</Text>
        </Alert>
      )}
      <Group>
        <Button onClick={onSave} disabled={!isDirty} loading={isSaving}>
          {t.save}
        </Button>
        <Button variant="default" onClick={onUndo} disabled={!isDirty}>
          {t.undo}
        </Button>
        <Box role="status">{isDirty ? <Text size="sm">{t.unsaved}</Text> : null}</Box>
      </Group>
    </Stack>
  );
}
