import { Group, Select, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { BillingCodes } from '../../api/billing-codes.ts';
import { StateBadge } from '../../display/states.tsx';
import { texts } from '../../texts/index.ts';
import type { MappingRow } from './mapping-draft.ts';

const t = texts.billingCodes;

interface CodeSelectProps {
  /** What is mapped, on our side. */
  label: string;
  description?: string;
  page: BillingCodes;
  row: Omit<MappingRow, 'label'>;
  onChange: (row: Pick<MappingRow, 'categoryId'>, code: string | undefined) => void;
}

/** The code that stands for it in Autotask. One that is inactive there can be seen and not be chosen. */
export function CodeSelect({ label, description, page, row, onChange }: CodeSelectProps): ReactNode {
  const codes = page.choices['billingCodes'] ?? [];
  const isKnown = row.code === undefined || codes.some(({ key }) => key === row.code);
  const data = [
    ...codes.map(({ key, label: name, isActive }) => ({
      value: key,
      label: isActive ? name : t.inactive(name),
      disabled: !isActive,
    })),
    ...(isKnown || row.code === undefined ? [] : [{ value: row.code, label: t.gone(row.code), disabled: true }]),
  ];
  return (
    <Select
      label={
        <Group gap="xs" component="span">
          <Text span inherit>
            {label}
          </Text>
          {row.isStale ? <StateBadge tone="warn">{t.isStale}</StateBadge> : null}
        </Group>
      }
      aria-label={label}
      description={description}
      placeholder={row.categoryId === undefined ? t.none : t.asDefault}
      data={data}
      value={row.code ?? null}
      onChange={(code) => onChange(row, code ?? undefined)}
      error={row.problem}
      clearable
      searchable
      nothingFoundMessage={t.nothingFound}
    />
  );
}
