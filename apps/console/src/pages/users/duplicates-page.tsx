import { SegmentedControl, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { PageLink } from '../../display/links.tsx';
import { PageHead } from '../../display/page-head.tsx';
import { duplicateTexts } from '../../texts/duplicates.ts';
import { DUPLICATE_VIEWS } from './duplicate-search.ts';
import { DuplicateList } from './duplicate-list.tsx';
import { MergeList } from './merge-list.tsx';
import { duplicatesRoute } from './users.route.ts';

const t = duplicateTexts;

/** Users who may be one person, made one or told apart, and what was made of them (ID-42). */
export function DuplicatesPage(): ReactNode {
  const { view = 'open' } = duplicatesRoute.useSearch();
  const navigate = duplicatesRoute.useNavigate();
  return (
    <Stack gap="md" maw={860}>
      <PageLink to="/users" size="sm">
        {t.back}
      </PageLink>
      <PageHead title={t.title} lead={t.lead}>
        <SegmentedControl
          aria-label={t.view}
          value={view}
          onChange={(chosen) => void navigate({ search: { view: chosen }, resetScroll: false })}
          data={DUPLICATE_VIEWS.map((value) => ({ value, label: t.views[value] }))}
        />
      </PageHead>
      {view === 'merged' ? <MergeList /> : <DuplicateList />}
    </Stack>
  );
}
