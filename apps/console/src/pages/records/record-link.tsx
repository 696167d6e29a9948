import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { recordQuery, type RecordKind } from '../../api/records.ts';
import { PageLink } from '../../display/links.tsx';
import { recordTitle } from './record-view.ts';

/** Fields that name another record. */
const REFERENCES: Readonly<Record<string, RecordKind>> = {
  companyId: 'companies',
  parentId: 'companies',
  contactId: 'contacts',
  opportunityId: 'opportunities',
};

/** Another record by its name, where a field names one; the value of any other field. */
export function RecordLink({ field, value }: { field: string; value: string }): ReactNode {
  const kind = REFERENCES[field];
  return kind === undefined ? value : <Named kind={kind} id={value} />;
}

function Named({ kind, id }: { kind: RecordKind; id: string }): ReactNode {
  const { data } = useQuery(recordQuery(kind, id));
  const title = data ? recordTitle(data) : '';
  return (
    <PageLink to="/records/$kind" params={{ kind }} search={{ record: id }} size="sm">
      {title === '' ? id : title}
    </PageLink>
  );
}
