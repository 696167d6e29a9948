import { Group } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { deliveriesQuery, eventTypesQuery, redeliverFailed, type Delivery } from '../../api/webhooks.ts';
import { AskFirst } from '../../display/ask-first.tsx';
import { Filter } from '../../display/filters.tsx';
import { FoundList } from '../../display/found-list.tsx';
import { ListButton } from '../../display/list-button.tsx';
import { Section } from '../../display/section.tsx';
import { StateBadge, type Tone } from '../../display/states.tsx';
import { TimeAgo } from '../../display/time-ago.tsx';
import { useAction } from '../../display/use-action.ts';
import { webhookTexts } from '../../texts/webhooks.ts';
import { deliveryQueryOf, type ChangeDeliverySearch, type DeliverySearch } from './webhook-search.ts';

const t = webhookTexts.deliveries;
const ROW_HEIGHT = 60;
export const DELIVERY_TONES: Readonly<Record<Delivery['state'], Tone>> = { waiting: 'busy', delivered: 'good', failed: 'bad' };

interface DeliveryListProps {
  id: string;
  search: DeliverySearch;
  onChange: ChangeDeliverySearch;
}

/** What became of each event that the endpoint was to be told of. */
export function DeliveryList({ id, search, onChange }: DeliveryListProps): ReactNode {
  const { data } = useQuery(eventTypesQuery);
  const again = useAction({
    ...{ act: redeliverFailed, concerns: ['webhooks'] },
    says: ({ redelivered, left }) => t.redelivered(redelivered, left),
  });
  const toState = (value: string | undefined) =>
    value === 'waiting' || value === 'delivered' || value === 'failed' ? value : undefined;
  return (
    <Section title={t.title} lead={t.lead}>
      <Group gap="sm" align="end" justify="space-between">
        <Group gap="sm" align="end" role="search" aria-label={t.filters}>
          <Filter
            label={t.state}
            options={Object.entries(t.states)}
            value={search.state}
            onChange={(value) => onChange({ state: toState(value) })}
          />
          <Filter
            label={t.eventType}
            options={(data?.items ?? []).map((type) => [type, type])}
            value={search.eventType}
            onChange={(value) => onChange({ eventType: value })}
          />
        </Group>
        <AskFirst
          size="xs"
          variant="default"
          label={t.redeliverFailed}
          says={t.redeliverFailedSays}
          loading={again.isPending}
          onConfirm={() => again.mutate(id)}
        />
      </Group>
      <Found id={id} search={search} onChange={onChange} />
    </Section>
  );
}

function Found({ id, search, onChange }: DeliveryListProps): ReactNode {
  const query = deliveryQueryOf(search);
  const asked = useInfiniteQuery(deliveriesQuery(id, query));
  const empty = Object.keys(query).length > 0 ? { title: t.noneMatch, why: t.noneMatchWhy } : { title: t.none, why: t.noneWhy };
  return (
    <FoundList
      asked={asked}
      label={t.title}
      found={t.found}
      empty={empty}
      rowHeight={ROW_HEIGHT}
      row={(delivery) => <Row delivery={delivery} onOpen={() => onChange({ delivery: delivery.id })} />}
    />
  );
}

function Row({ delivery, onOpen }: { delivery: Delivery; onOpen: () => void }): ReactNode {
  const { eventType, state, tries, createdAt, dueAt } = delivery;
  return (
    <ListButton
      title={eventType}
      note={
        <>
          {t.made} <TimeAgo at={createdAt} /> · {t.tries(tries)}
          {state !== 'waiting' || dueAt === null || new Date(dueAt) <= new Date() ? null : (
            <>
              {' · '}
              {t.due} <TimeAgo at={dueAt} />
            </>
          )}
        </>
      }
      badges={<StateBadge tone={DELIVERY_TONES[state]}>{t.states[state]}</StateBadge>}
      onOpen={onOpen}
    />
  );
}
