import { Group, Select, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Account } from '../../../api/xero.ts';
import { StateBadge } from '../../../display/states.tsx';
import { xeroTexts } from '../../../texts/xero.ts';
import { isStale } from './account-rows.ts';

const t = xeroTexts.settings;

interface AccountSelectProps {
  label: string;
  description?: string;
  /** What stands there where none is chosen; one has to be where it is not given. */
  otherwise?: string;
  accounts: readonly Account[];
  value: string | undefined;
  onChange: (account: string | undefined) => void;
}

/** An account of the organisation. One that is archived can be seen and not be chosen. */
export function AccountSelect({ label, description, otherwise, accounts, value, onChange }: AccountSelectProps): ReactNode {
  const isGone = value !== undefined && value !== '' && !accounts.some(({ code }) => code === value);
  const data = [
    ...accounts.map(({ code, name, isActive }) => ({
      value: code,
      label: isActive ? `${code} ${name}` : t.archived(`${code} ${name}`),
      disabled: !isActive,
    })),
    ...(isGone ? [{ value, label: t.gone(value), disabled: true }] : []),
  ];
  return (
    <Select
      label={
        <Group gap="xs" component="span">
          <Text span inherit>
            {label}
          </Text>
          {value !== '' && isStale(value, accounts) ? <StateBadge tone="warn">{t.isStale}</StateBadge> : null}
        </Group>
      }
      aria-label={label}
      description={description}
      placeholder={otherwise}
      data={data}
      value={value ?? null}
      onChange={(account) => onChange(account ?? undefined)}
      clearable={otherwise !== undefined}
      allowDeselect={otherwise !== undefined}
      searchable
      nothingFoundMessage={t.nothingFound}
    />
  );
}
