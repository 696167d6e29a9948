import { MultiSelect, NumberInput, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ChangeEvent, ReactNode } from 'react';
import { eventTypesQuery, type EventType } from '../../api/webhooks.ts';
import { texts } from '../../texts/index.ts';
import { webhookTexts } from '../../texts/webhooks.ts';
import { entityName } from '../../display/names.ts';
import { eventChoices, familyIn, pruned } from './event-choice.ts';

const t = webhookTexts.webhooks;
const ENTITIES = Object.keys(texts.entities);
const MOST_AT_ONCE = 16;

export interface EndpointDraft {
  url: string;
  description: string;
  eventTypes: EventType[];
  /** None means all. */
  entityTypes: string[];
  concurrency: number;
}

interface EndpointFieldsProps {
  draft: EndpointDraft;
  onChange: (draft: EndpointDraft) => void;
}

/** What an endpoint is, for a new one and for one that is changed. */
export function EndpointFields({ draft, onChange }: EndpointFieldsProps): ReactNode {
  const { data } = useQuery(eventTypesQuery);
  const set = (part: Partial<EndpointDraft>): void => onChange({ ...draft, ...part });
  const field = (name: 'description' | 'url') => ({
    ...{ required: true, withAsterisk: false, value: draft[name] },
    onChange: ({ currentTarget }: ChangeEvent<HTMLInputElement>) => set({ [name]: currentTarget.value }),
  });
  return (
    <Stack gap="sm">
      <TextInput {...field('description')} label={t.description} />
      <TextInput {...field('url')} type="url" label={t.url} description={t.urlHow} />
      <MultiSelect
        label={t.eventTypes}
        searchable
        data={eventChoices(data?.items ?? []).map((type) => ({ value: type, label: eventName(type) }))}
        value={draft.eventTypes}
        onChange={(chosen) => set({ eventTypes: pruned(chosen) })}
      />
      <MultiSelect
        label={t.entityTypes}
        description={t.entityTypesHow}
        searchable
        data={[...new Set([...ENTITIES, ...draft.entityTypes])].map((type) => ({ value: type, label: entityName(type) }))}
        value={draft.entityTypes}
        onChange={(entityTypes) => set({ entityTypes })}
      />
      <NumberInput
        label={t.concurrency}
        min={1}
        max={MOST_AT_ONCE}
        allowDecimal={false}
        value={draft.concurrency}
        onChange={(value) => set({ concurrency: Number(value) || 1 })}
      />
    </Stack>
  );
}

function eventName(type: string): string {
  const family = familyIn(type);
  if (family === undefined) return type;
  return family === '' ? t.anyEvent : t.anyOf(family);
}
