import { Alert, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Credentials, IntegrationDetail, Which } from '../../api/connectors.ts';
import { PageButton } from '../../display/links.tsx';
import { providerName } from '../../display/names.ts';
import { ErrorState } from '../../display/states.tsx';
import { integrationTexts } from '../../texts/integrations.ts';
import { MOVE } from './move-page.ts';
import { useBeginMove } from './use-begin-move.ts';

const t = integrationTexts.move;

/** The way to another database of the PSA, or to the move there that somebody prepared. */
export function MovePart({ which, move }: { which: Which; move: IntegrationDetail['move'] }): ReactNode {
  const to = move?.psaName ?? move?.fingerprint ?? '';
  const standing = move?.stage === 'previewed' ? t.prepared(to) : t.running(to);
  return (
    <Paper withBorder p="md" component="section" aria-label={t.title}>
      <Title order={2}>{t.title}</Title>
      <Text size="sm" mb="sm" className="wrap-anywhere">
        {move === undefined ? t.lead(providerName(which.provider)) : standing}
      </Text>
      <PageButton
        variant="default"
        to="/integrations/$provider/$integrationId/$page"
        params={{ provider: which.provider, integrationId: which.id, page: MOVE }}
      >
        {move === undefined ? t.open : t.look}
      </PageButton>
    </Paper>
  );
}

/** Whether credentials open another database than the one that is connected. */
export function leadsElsewhere(refusal: object | undefined): boolean {
  return refusal !== undefined && 'code' in refusal && refusal.code === 'psa_fingerprint_mismatch';
}

/** Credentials of another database: leads to a move there, with what was just typed. */
export function Elsewhere({ which, credentials }: { which: Which; credentials: Credentials }): ReactNode {
  const begin = useBeginMove(which);
  return (
    <Alert color="yellow" mt="md" title={t.elsewhere}>
      <Stack gap="sm">
        <Text size="sm">{t.elsewhereHow}</Text>
        {begin.error ? <ErrorState error={begin.error} /> : null}
        <Group>
          <Button variant="default" loading={begin.isPending} onClick={() => begin.mutate(credentials)}>
            {t.compare}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
