import { Input } from '@mantine/core';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { IssueDetail } from '../../api/issues.ts';
import { colleaguesQuery } from '../../api/names.ts';
import type { Choices } from '../../display/filters.tsx';
import { FindSelect } from '../../display/find-select.tsx';
import { useNames } from '../../display/use-names.ts';
import { sessionQuery } from '../../session/session.ts';
import { texts } from '../../texts/index.ts';

const t = texts.issueWork;

interface OwnerSelectProps {
  issue: Pick<IssueDetail, 'owner' | 'ownerIsGone'>;
  onChange: (owner: string | null) => void;
}

/** Who works on it, and whom it may be given to. */
export function OwnerSelect({ issue: { owner, ownerIsGone }, onChange }: OwnerSelectProps): ReactNode {
  const nameOf = useNames([owner]);
  const known = owner === undefined ? undefined : ([owner, nameOf(owner)] as const);
  return (
    <div>
      <FindSelect
        label={t.owner}
        placeholder={t.ownerHint}
        nothingFoundMessage={t.ownerNone}
        clearable
        value={owner ?? null}
        onChange={onChange}
        known={known}
        useFound={useColleagues}
      />
      {ownerIsGone ? <Input.Error mt={4}>{t.ownerGone}</Input.Error> : null}
    </div>
  );
}

function useColleagues(words: string): Choices {
  const { data: me } = useSuspenseQuery(sessionQuery);
  const { data = [] } = useQuery(colleaguesQuery(words.trim()));
  return data.map(({ id, name }) => [id, id === me.id ? t.you(name) : name]);
}
