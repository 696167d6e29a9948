import { Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { companyQuery, confirmCompany, takeCompanyAway, type User } from '../../api/users.ts';
import { AskFirst } from '../../display/ask-first.tsx';
import { Section } from '../../display/section.tsx';
import { StateBadge } from '../../display/states.tsx';
import { useAction } from '../../display/use-action.ts';
import { texts } from '../../texts/index.ts';
import { LinkStory } from './link-story.tsx';

const t = texts.users;
const concerns = ['users'];

/** The company that somebody belongs to, whether that is confirmed, and why it is this one (ID-03, ID-43). */
export function UserCompany({ user: { id, company }, etag }: { user: User; etag: string }): ReactNode {
  const { data } = useQuery({ ...companyQuery(company?.companyId ?? ''), enabled: company !== undefined, retry: false });
  const confirm = useAction({ act: confirmCompany, says: () => t.confirmed, concerns });
  const unlink = useAction({ act: takeCompanyAway, concerns });
  if (company === undefined) {
    return (
      <Section title={t.company}>
        <Text size="sm">{t.companyNone}</Text>
      </Section>
    );
  }
  const { companyId, contactId, verified, how, explanation } = company;
  return (
    <Section title={t.company}>
      <Group gap="xs">
        <Text>{data?.name ?? companyId}</Text>
        <StateBadge tone={verified ? 'good' : 'warn'}>{verified ? t.verified : t.unverified}</StateBadge>
      </Group>
      <Text size="sm" c="dimmed">
        {t.how[how]}
      </Text>
      {explanation === undefined ? null : <LinkStory explanation={explanation} />}
      <Group gap="xs">
        {verified ? null : (
          <Button size="xs" loading={confirm.isPending} onClick={() => confirm.mutate({ id, etag, companyId, contactId })}>
            {t.confirm}
          </Button>
        )}
        <AskFirst size="xs" label={t.unlinkCompany} says={t.unlinkCompanySays} onConfirm={() => unlink.mutate({ id, etag })} />
      </Group>
    </Section>
  );
}
