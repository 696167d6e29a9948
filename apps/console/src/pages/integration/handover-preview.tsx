import { Alert, Group, Paper, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { handoverQuery, type TakeOver, type TakeOverItem } from '../../api/handovers.ts';
import { AskFirst } from '../../display/ask-first.tsx';
import { PageLink } from '../../display/links.tsx';
import { Section } from '../../display/section.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../display/states.tsx';
import { handoverTexts } from '../../texts/handover.ts';
import { SYNCHRONIZE } from '../settings/forms.ts';
import { HandoverKindPart } from './handover-kind.tsx';
import { fateOf, kindsOf, sumsOf } from './handover-kinds.ts';
import type { Side } from './handover-targets.ts';
import { SettingsPageLink } from './settings-page-link.tsx';
import { useTakeOver } from './use-take-over.ts';

const t = handoverTexts;

interface HandoverPreviewProps {
  from: Side;
  to: Side;
}

/** What would become of each mapping, the confirmation, and then what became of it. */
export function HandoverPreview({ from, to }: HandoverPreviewProps): ReactNode {
  const { data: previewed, error, refetch } = useQuery(handoverQuery(from, to));
  const take = useTakeOver(to);
  if (!previewed) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <LoadingState />;
  const { psaName } = previewed.handover;
  const { items, others } = take.data ?? previewed.takeOver;
  if (items.length + others.length === 0) return <EmptyState title={t.nothing}>{t.nothingHow}</EmptyState>;
  return (
    <>
      <Summary title={take.data ? t.result(to.name) : t.preview(to.name)} items={items} to={to} />
      {kindsOf(items).map((kind) => (
        <HandoverKindPart key={kind.setting} to={to} kind={kind} />
      ))}
      {others.length === 0 ? null : <Others {...{ from, to, psaName, others }} />}
      {take.data ? (
        <Taken from={from} to={to} items={items} />
      ) : (
        <Confirm to={to} items={items} isPending={take.isPending} onConfirm={() => take.mutate(previewed)} />
      )}
    </>
  );
}

interface ItemsProps {
  to: Side;
  items: readonly TakeOverItem[];
}

function Summary({ title, to, items }: ItemsProps & { title: string }): ReactNode {
  const sums = sumsOf(items);
  return (
    <Section title={title}>
      {sums.length === 0 ? null : (
        <Text size="sm">{[t.ofAll(items.length), ...sums.map(([fate, n]) => t.sums[fate](n))].join(', ')}.</Text>
      )}
      {sums.some(([fate]) => fate === 'byHand') ? <Text size="sm">{t.byHandHow}</Text> : null}
      <Text size="sm" c="dimmed">
        {t.compared(to.name)}
      </Text>
      <div>
        <PageLink
          size="sm"
          to="/integrations/$provider/$integrationId/$page"
          params={{ provider: to.provider, integrationId: to.id, page: SYNCHRONIZE }}
        >
          {t.synchronize(to.name)}
        </PageLink>
      </div>
    </Section>
  );
}

interface OthersProps extends HandoverPreviewProps, Pick<TakeOver, 'others'> {
  psaName: string;
}

/** What the other PSA cannot know, with the pages where it can be looked up here. */
function Others({ from, to, psaName, others }: OthersProps): ReactNode {
  return (
    <Paper withBorder p="md">
      <Section title={t.others(psaName)} lead={t.othersHow(to.name)}>
        <Stack gap={0} role="list" aria-label={t.others(psaName)}>
          {others.map(({ page, title, count }) => (
            <Group key={`${page} ${title}`} role="listitem" className="list-row" justify="space-between" py={6}>
              <Text size="sm" className="wrap-anywhere">
                {title}
                {count === 1 ? '' : ` · ${t.times(count)}`}
              </Text>
              <SettingsPageLink which={from} title={page}>
                {t.page(page, from.name)}
              </SettingsPageLink>
            </Group>
          ))}
        </Stack>
      </Section>
    </Paper>
  );
}

interface ConfirmProps extends ItemsProps {
  isPending: boolean;
  onConfirm: () => void;
}

function Confirm({ to, items, isPending, onConfirm }: ConfirmProps): ReactNode {
  const carried = items.filter((item) => fateOf(item) === 'carried').length;
  if (carried === 0) return <Text size="sm">{t.nothingToTake}</Text>;
  return (
    <Group>
      <AskFirst
        variant="default"
        label={t.confirm}
        says={t.confirmSays(carried, to.name)}
        does={t.confirmYes}
        loading={isPending}
        onConfirm={onConfirm}
      />
    </Group>
  );
}

/** The button that was pressed is gone: whoever pressed it goes on from here. */
const goOnHere = (told: HTMLElement | null): void => told?.focus();

function Taken({ from, to, items }: ItemsProps & HandoverPreviewProps): ReactNode {
  const carried = items.filter((item) => fateOf(item) === 'carried');
  const pages = new Set(carried.flatMap(({ page = '' }) => (page === '' ? [] : [page])));
  return (
    <Alert ref={goOnHere} tabIndex={-1} color="teal" variant="default" role="status" title={t.taken(carried.length, to.name)}>
      <Stack gap="sm">
        <Text size="sm">{t.takenHow(from.name)}</Text>
        <Group component="nav" aria-label={t.look}>
          {[...pages].map((page) => (
            <SettingsPageLink key={page} which={to} title={page}>
              {t.page(page, to.name)}
            </SettingsPageLink>
          ))}
          <PageLink
            size="sm"
            to="/integrations/$provider/$integrationId/$page"
            params={{ provider: from.provider, integrationId: from.id, page: 'connection' }}
          >
            {t.toConnection(from.name)}
          </PageLink>
        </Group>
      </Stack>
    </Alert>
  );
}
