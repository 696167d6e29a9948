import { Alert, Anchor, Group, List, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { IssueDetail } from '../../api/issues.ts';
import { StateBadge } from '../../display/states.tsx';
import { TimeAgo } from '../../display/time-ago.tsx';
import { texts } from '../../texts/index.ts';
import { providerName } from '../../display/names.ts';
import { toneOf } from './issue-words.ts';
import { TraceId } from './trace-id.tsx';

const t = texts.issues;

/** What happened, why, and what to do, in the order in which somebody asks. */
export function IssueStory({ issue }: { issue: IssueDetail }): ReactNode {
  const { message, psaText, remedy, provider, failedItems } = issue;
  return (
    <Stack gap="md">
      <Section title={t.happened}>
        <Group gap="xs">
          <StateBadge tone={toneOf(issue)}>{t.statuses[issue.status]}</StateBadge>
          <Text size="sm" c="dimmed">
            {t.attempts(issue.attempts)} · {t.firstFailed} <TimeAgo at={issue.firstFailedAt} /> · {t.lastFailed}{' '}
            <TimeAgo at={issue.lastFailedAt} />
          </Text>
        </Group>
        <Text className="wrap-anywhere">{message}</Text>
      </Section>
      {psaText === '' || psaText === message ? null : (
        <Section title={t.why}>
          <Text className="wrap-anywhere">
            {t.psaSaid(providerName(provider))}: “{psaText}”
          </Text>
        </Section>
      )}
      {failedItems.length === 0 ? null : (
        <Section title={t.failedItems}>
          <List size="sm">
            {failedItems.map((item) => (
              <List.Item key={item.itemId}>
                <b>{item.itemName}</b>: {item.message}
              </List.Item>
            ))}
          </List>
        </Section>
      )}
      {remedy === '' ? null : (
        <Alert color="indigo" variant="light" title={t.whatToDo} className="wrap-anywhere">
          {remedy}
        </Alert>
      )}
      <Beyond issue={issue} />
    </Stack>
  );
}

/** Where more is to be found out. */
function Beyond({ issue: { links, traceId } }: { issue: IssueDetail }): ReactNode {
  return (
    <>
      <Group gap="md">
        {links.trace === undefined ? null : <OutLink href={links.trace}>{t.trace}</OutLink>}
        {links.runbook === undefined ? null : <OutLink href={links.runbook}>{t.runbook}</OutLink>}
      </Group>
      <TraceId id={traceId} />
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <Stack gap={6} component="section">
      <Title order={3}>{title}</Title>
      {children}
    </Stack>
  );
}

function OutLink({ href, children }: { href: string; children: ReactNode }): ReactNode {
  return (
    <Anchor href={href} target="_blank" rel="noreferrer" size="sm">
      {children}
    </Anchor>
  );
}
