import { Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { PageLink } from '../../display/links.tsx';
import { texts } from '../../texts/index.ts';
import { CauseList } from './cause-list.tsx';
import { IssueDrawer } from './issue-drawer.tsx';
import { IssueFilters } from './issue-filters.tsx';
import { IssueList } from './issue-list.tsx';
import { changed } from '../address.ts';
import { viewOf, type ChangeSearch } from './issue-search.ts';
import { issuesRoute } from './issues.route.ts';

const t = texts.issues;

/** See what failed, understand why, mend it and try again (IS-01 to IS-05). */
export function IssuesPage(): ReactNode {
  const search = issuesRoute.useSearch();
  const navigate = issuesRoute.useNavigate();
  const view = viewOf(search);
  const change: ChangeSearch = (part, how = {}) =>
    void navigate({ search: (before) => changed(before, part), ...how, resetScroll: false });

  return (
    <Stack gap="md">
      <Group justify="space-between" align="end">
        <div>
          <Title order={1}>{t.title}</Title>
          <Text c="dimmed">{t.lead}</Text>
          <PageLink to="/issues/digest" size="sm">
            {texts.issueDigest.title}
          </PageLink>
        </div>
        <SegmentedControl
          aria-label={t.view}
          value={view}
          onChange={(value) => change(value === 'causes' ? { view: value, status: undefined } : { view: 'flat' })}
          data={[
            { value: 'causes', label: t.byCause },
            { value: 'flat', label: t.flat },
          ]}
        />
      </Group>
      <IssueFilters search={search} onChange={change} />
      {view === 'causes' ? <CauseList search={search} onChange={change} /> : <IssueList search={search} onChange={change} />}
      <IssueDrawer id={search.issue} onClose={() => change({ issue: undefined })} />
    </Stack>
  );
}
