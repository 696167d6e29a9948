import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { statusQuery, type PlatformStatus } from '../../api/status.ts';
import { PageHead } from '../../display/page-head.tsx';
import { Section } from '../../display/section.tsx';
import { ErrorState, LoadingState, type Tone } from '../../display/states.tsx';
import { TimeAgo } from '../../display/time-ago.tsx';
import { operationTexts } from '../../texts/operations.ts';
import { HistoryBars } from './history-bars.tsx';
import { IncidentList, MaintenanceList } from './notices.tsx';
import { ReportDialog } from './report-dialog.tsx';
import { ServiceCard } from './service-card.tsx';
import { StatusMail } from './status-mail.tsx';
import { statusRoute } from './status.route.ts';

const t = operationTexts.status;

export const STATUS_TONES: Readonly<Record<PlatformStatus['state'], Tone>> = {
  up: 'good',
  degraded: 'warn',
  down: 'bad',
  unknown: 'calm',
};
const COLORS = { up: 'teal', degraded: 'yellow', down: 'red', unknown: 'gray' } as const;

/** How the platform is and was, and what is known of it (OP-03, OP-04, OP-05). */
export function StatusPage(): ReactNode {
  const { report } = statusRoute.useSearch();
  const navigate = statusRoute.useNavigate();
  const show = (isOpen: boolean): void => void navigate({ search: isOpen ? { report: 'open' } : {}, resetScroll: false });
  return (
    <Stack gap="xl">
      <PageHead title={t.title} lead={t.lead}>
        <Button variant="default" onClick={() => show(true)}>
          {t.report}
        </Button>
      </PageHead>
      <Now />
      <HistoryBars />
      <StatusMail />
      <ReportDialog isOpen={report === 'open'} onClose={() => show(false)} />
    </Stack>
  );
}

function Now(): ReactNode {
  const { data, error, refetch } = useQuery(statusQuery);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState />;
  const { state, at, services, incidents, maintenance } = data;
  return (
    <>
      <Alert color={COLORS[state]} role="status" title={t.all[state]}>
        <Group gap={6}>
          <Text size="sm">
            {t.asOf} <TimeAgo at={at} />
          </Text>
        </Group>
      </Alert>
      <Section title={t.incidents}>
        <IncidentList incidents={incidents} />
      </Section>
      <Section title={t.services}>
        {services.map((service) => (
          <ServiceCard key={service.name} service={service} />
        ))}
      </Section>
      <Section title={t.maintenance}>
        <MaintenanceList maintenance={maintenance} />
      </Section>
    </>
  );
}
