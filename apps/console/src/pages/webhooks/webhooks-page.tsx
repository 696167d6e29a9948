import { Button, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { endpointsQuery } from '../../api/webhooks.ts';
import { PageHead } from '../../display/page-head.tsx';
import { SecretOnce } from '../../display/secret-once.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../display/states.tsx';
import { webhookTexts } from '../../texts/webhooks.ts';
import { changed } from '../address.ts';
import { EndpointCard } from './endpoint-card.tsx';
import { EndpointDialog } from './endpoint-dialog.tsx';
import { WebhookSwitch } from './webhook-switch.tsx';
import type { EndpointsSearch } from './webhook-search.ts';
import { webhooksRoute } from './webhooks.route.ts';

const t = webhookTexts.webhooks;

/** Where partners are told of what happens (PA-40). */
export function WebhooksPage(): ReactNode {
  const search = webhooksRoute.useSearch();
  const navigate = webhooksRoute.useNavigate();
  const [made, setMade] = useState<{ description: string; secret: string }>();
  const change = (part: EndpointsSearch | { add: undefined }): void =>
    void navigate({ search: (before: EndpointsSearch) => changed(before, part), resetScroll: false });
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => change({ add: 'open' })}>
      {t.add}
    </Button>
  );
  return (
    <Stack gap="md">
      <PageHead title={t.title} lead={t.lead}>
        {add}
      </PageHead>
      <WebhookSwitch />
      <Endpoints />
      <EndpointDialog isOpen={search.add === 'open'} onClose={() => change({ add: undefined })} onMade={setMade} />
      <SecretOnce
        title={t.secretOf(made?.description ?? '')}
        secret={made?.secret}
        how={t.secretHow}
        onClose={() => setMade(undefined)}
      />
    </Stack>
  );
}

function Endpoints(): ReactNode {
  const { data, error, refetch } = useQuery(endpointsQuery);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState />;
  if (data.items.length === 0) return <EmptyState title={t.none}>{t.noneWhy}</EmptyState>;
  return data.items.map((endpoint) => <EndpointCard key={endpoint.id} endpoint={endpoint} />);
}
