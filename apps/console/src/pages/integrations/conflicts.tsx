import { Button, Group, Select, Stack, Text, Title } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { PlanItem } from '../../api/connectors.ts';
import { entityName } from '../../display/names.ts';
import { integrationTexts } from '../../texts/integrations.ts';
import { undecidedOf, withRestAsNew, type Decided } from './decisions.ts';

const t = integrationTexts.preview;
const NONE = 'none';
/** As many as a person decides at a stretch. */
const AT_ONCE = 50;

interface ConflictsProps {
  items: readonly PlanItem[];
  decided: Decided;
  onDecide: (decided: Decided) => void;
}

/** Where several records fit nothing is guessed: a person says which one it is. */
export function Conflicts({ items, decided, onDecide }: ConflictsProps): ReactNode {
  const [shown, setShown] = useState(AT_ONCE);
  if (items.length === 0) return <Text size="sm">{t.noConflicts}</Text>;
  return (
    <Stack gap="sm" component="section" aria-label={t.conflictsTitle}>
      <Group justify="space-between">
        <Title order={3}>{t.conflictsTitle}</Title>
        {undecidedOf(items, decided).length === 0 ? null : (
          <Button size="xs" variant="default" onClick={() => onDecide(withRestAsNew(items, decided))}>
            {t.allNone}
          </Button>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        {t.conflictsHow}
      </Text>
      {items.slice(0, shown).map(({ id, type, externalName, externalId, records }) => {
        const said = decided[id];
        return (
          <Select
            key={id}
            label={t.decide(externalName === '' ? externalId : externalName)}
            description={`${entityName(type)} · ${externalId}`}
            data={[
              ...records.map((record) => ({ value: record.id, label: record.name === '' ? record.id : record.name })),
              { value: NONE, label: t.noneOfThem },
            ]}
            value={said === undefined ? null : (said ?? NONE)}
            onChange={(value) => value !== null && onDecide({ ...decided, [id]: value === NONE ? null : value })}
            allowDeselect={false}
          />
        );
      })}
      {items.length > shown ? (
        <Button variant="default" onClick={() => setShown(shown + AT_ONCE)}>
          {t.more(items.length - shown)}
        </Button>
      ) : null}
    </Stack>
  );
}
