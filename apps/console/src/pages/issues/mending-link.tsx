import { IconTool } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { PageButton } from '../../display/links.tsx';
import { texts } from '../../texts/index.ts';
import type { MendingPlace } from './issue-words.ts';

/** Leads to where the cause is mended, where the console has the page. */
export function MendingLink({ place }: { place: MendingPlace | undefined }): ReactNode {
  if (place === undefined) return null;
  return (
    <PageButton to={place.to} params={place.params} variant="light" leftSection={<IconTool size={16} aria-hidden />}>
      {texts.issues[place.does]}
    </PageButton>
  );
}
