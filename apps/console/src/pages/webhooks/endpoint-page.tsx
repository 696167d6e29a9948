import { Button, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { PageLink } from '../../display/links.tsx';
import { changeEndpoint, endpointQuery, type Endpoint, type EventType } from '../../api/webhooks.ts';
import { PageHead } from '../../display/page-head.tsx';
import { Section } from '../../display/section.tsx';
import { ErrorState, LoadingState } from '../../display/states.tsx';
import { useAction } from '../../display/use-action.ts';
import { webhookTexts } from '../../texts/webhooks.ts';
import { changed } from '../address.ts';
import { DeliveryDrawer } from './delivery-drawer.tsx';
import { DeliveryList } from './delivery-list.tsx';
import { EndpointActions } from './endpoint-actions.tsx';
import { EndpointState } from './endpoint-card.tsx';
import { EndpointFields, type EndpointDraft } from './endpoint-fields.tsx';
import { EndpointHealth } from './endpoint-health.tsx';
import type { ChangeDeliverySearch, DeliverySearch } from './webhook-search.ts';
import { endpointRoute } from './webhooks.route.ts';

const t = webhookTexts.webhooks;

/** One endpoint: how it is, what it is told of, and what became of each delivery. */
export function EndpointPage(): ReactNode {
  const { endpointId: id } = endpointRoute.useParams();
  const search = endpointRoute.useSearch();
  const navigate = endpointRoute.useNavigate();
  const { data, error, refetch } = useQuery(endpointQuery(id));
  const change: ChangeDeliverySearch = (part, how = {}) =>
    void navigate({ search: (before: DeliverySearch) => changed(before, part), ...how, resetScroll: false });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState />;
  const { data: endpoint, etag } = data;
  return (
    <Stack gap="xl">
      <Stack gap="md">
        <PageLink to="/webhooks" size="sm">
          {t.all}
        </PageLink>
        <PageHead title={endpoint.description} lead={<span className="wrap-anywhere">{endpoint.url}</span>}>
          <EndpointState endpoint={endpoint} />
        </PageHead>
        <EndpointHealth endpoint={endpoint} />
        <EndpointActions endpoint={endpoint} etag={etag} />
      </Stack>
      <DeliveryList id={id} search={search} onChange={change} />
      <Settings key={etag} endpoint={endpoint} etag={etag} />
      <DeliveryDrawer id={id} deliveryId={search.delivery} onClose={() => change({ delivery: undefined })} />
    </Stack>
  );
}

function Settings({ endpoint, etag }: { endpoint: Endpoint; etag: string }): ReactNode {
  const [draft, setDraft] = useState(draftOf(endpoint));
  const save = useAction({ act: changeEndpoint, says: () => t.saved, concerns: ['webhooks'] });

  function submit(event: FormEvent): void {
    event.preventDefault();
    const { entityTypes, ...settings } = draft;
    const change = { ...settings, entityTypes: entityTypes.length === 0 ? null : entityTypes };
    save.mutate({ id: endpoint.id, etag, change });
  }

  return (
    <Section title={t.settings} lead={t.settingsHow}>
      <form onSubmit={submit}>
        <Stack gap="md" maw={560} align="stretch">
          <EndpointFields draft={draft} onChange={setDraft} />
          <div>
            <Button type="submit" loading={save.isPending} disabled={draft.eventTypes.length === 0}>
              {t.save}
            </Button>
          </div>
        </Stack>
      </form>
    </Section>
  );
}

function draftOf({ url, description, eventTypes, entityTypes, concurrency }: Endpoint): EndpointDraft {
  return { url, description, concurrency, eventTypes: eventTypes as EventType[], entityTypes: entityTypes ?? [] };
}
