import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { IssueDetail } from '../../api/issues.ts';
import { colleaguesQuery } from '../../api/names.ts';
import { useNames } from '../../display/use-names.ts';
import { texts } from '../../texts/index.ts';

const t = texts.issueWork;
const TYPING_MS = 300;

interface OwnerSelectProps {
  issue: Pick<IssueDetail, 'owner' | 'ownerIsGone'>;
  onChange: (owner: string | null) => void;
}

/** Who works on it, and whom it may be given to. */
export function OwnerSelect({ issue: { owner, ownerIsGone }, onChange }: OwnerSelectProps): ReactNode {
  const nameOf = useNames([owner]);
  const [typed, setTyped] = useState('');
  const [searched] = useDebouncedValue(typed, TYPING_MS);
  const isShown = owner !== undefined && searched === nameOf(owner);
  const { data: colleagues = [] } = useQuery(colleaguesQuery(isShown ? '' : searched.trim()));
  const others = colleagues.filter(({ id }) => id !== owner).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Select
      label={t.owner}
      placeholder={t.ownerHint}
      nothingFoundMessage={t.ownerNone}
      error={ownerIsGone ? t.ownerGone : undefined}
      searchable
      clearable
      value={owner ?? null}
      onSearchChange={setTyped}
      onChange={onChange}
      data={[...(owner === undefined ? [] : [{ value: owner, label: nameOf(owner) }]), ...others]}
    />
  );
}
