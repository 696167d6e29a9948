import { Paper, Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { IntegrationDetail, Which } from '../../api/connectors.ts';
import { integrationsQuery } from '../../api/integrations.ts';
import { PageButton } from '../../display/links.tsx';
import { providerName } from '../../display/names.ts';
import { Section } from '../../display/section.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../display/states.tsx';
import { handoverTexts } from '../../texts/handover.ts';
import { integrationRoute } from '../integrations/integrations.route.ts';
import { HandoverPreview } from './handover-preview.tsx';
import { chosenOf, targetsOf, type Side } from './handover-targets.ts';

const t = handoverTexts;

interface HandoverPanelProps {
  which: Which;
  integration: Pick<IntegrationDetail, 'name'>;
}

/** From the integration of one PSA to that of another: chosen, shown, confirmed. */
export function HandoverPanel({ which, integration: { name } }: HandoverPanelProps): ReactNode {
  const { data, error, refetch } = useQuery(integrationsQuery);
  const { to } = integrationRoute.useSearch();
  if (!data) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <LoadingState />;
  const targets = targetsOf(data.items, which);
  if (targets.length === 0) return <NoTarget />;
  const chosen = chosenOf(targets, to);
  return (
    <Stack gap="md">
      <Paper withBorder p="md">
        <Section title={t.title} lead={t.lead(providerName(which.provider))}>
          <Choice targets={targets} chosen={chosen} />
        </Section>
      </Paper>
      {chosen === undefined ? null : <HandoverPreview key={chosen.id} from={{ ...which, name }} to={chosen} />}
    </Stack>
  );
}

function NoTarget(): ReactNode {
  return (
    <EmptyState title={t.none} action={<PageButton to="/integrations">{t.toIntegrations}</PageButton>}>
      {t.noneHow}
    </EmptyState>
  );
}

function Choice({ targets, chosen }: { targets: readonly Side[]; chosen: Side | undefined }): ReactNode {
  const navigate = integrationRoute.useNavigate();
  return (
    <Select
      label={t.to}
      placeholder={t.choose}
      maw={420}
      data={targets.map((target) => ({ value: target.id, label: spoken(target) }))}
      value={chosen?.id ?? null}
      onChange={(id) => id !== null && void navigate({ search: { to: id } })}
      allowDeselect={false}
    />
  );
}

/** Whoever gave it no name of its own called it as its PSA. */
function spoken({ provider, name }: Side): string {
  const psa = providerName(provider);
  return name === psa ? name : `${name} · ${psa}`;
}
