import { Button, Group, Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { reindex, reindexingsQuery, type EntityType } from '../../api/maintenance.ts';
import { Section } from '../../display/section.tsx';
import { ErrorState } from '../../display/states.tsx';
import { useAction } from '../../display/use-action.ts';
import { operationTexts } from '../../texts/operations.ts';
import { entityName } from '../../display/names.ts';
import { JobRow } from './job-row.tsx';

const t = operationTexts.maintenance;
/** Told by the platform's types, so that a kind of record that is added there is missed here by the compiler. */
const TYPES: Readonly<Record<EntityType, true>> = {
  ...{ company: true, contact: true, category: true, product: true, service: true, opportunity: true, quote: true },
  ...{ ticket: true, ticket_charge: true, sales_order: true, procurement_item: true, purchase_order: true },
  ...{ agreement: true, stock_level: true, field_value: true },
};

/** Builds the index of one kind of record anew (SY-41). */
export function Reindex(): ReactNode {
  const [entityType, setEntityType] = useState<EntityType>('product');
  const { data, error, refetch } = useQuery(reindexingsQuery);
  const start = useAction({ act: reindex, says: () => t.started, concerns: ['maintenance'] });
  return (
    <Section title={t.reindex} lead={t.reindexHow}>
      <Group gap="sm" align="end">
        <Select
          label={t.entity}
          allowDeselect={false}
          value={entityType}
          onChange={(value) => setEntityType(value as EntityType)}
          data={Object.keys(TYPES).map((type) => ({ value: type, label: entityName(type) }))}
        />
        <Button loading={start.isPending} onClick={() => start.mutate(entityType)}>
          {t.start}
        </Button>
      </Group>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {data?.items.length === 0 ? <Text size="sm">{t.none}</Text> : null}
      {data?.items.map((job) => (
        <JobRow
          key={job.entityType}
          name={entityName(job.entityType)}
          state={job.state}
          progress={t.progress(job.done, job.total)}
          startedAt={job.startedAt}
        />
      ))}
    </Section>
  );
}
