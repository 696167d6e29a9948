import { Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { companiesNamedQuery, companyQuery, confirmCompany, takeCompanyAway, type User } from '../../api/users.ts';
import { AskFirst } from '../../display/ask-first.tsx';
import type { Choices } from '../../display/filters.tsx';
import { FindSelect } from '../../display/find-select.tsx';
import { Section } from '../../display/section.tsx';
import { StateBadge } from '../../display/states.tsx';
import { useAction } from '../../display/use-action.ts';
import { userTexts } from '../../texts/users.ts';
import { LinkStory } from './link-story.tsx';

const t = userTexts.users;
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
        <LinkToCompany id={id} etag={etag} />
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

function useCompanies(words: string): Choices {
  const { data } = useQuery(companiesNamedQuery(words));
  return (data?.items ?? []).map(({ id, name }) => [id, name]);
}

/** An admin says where somebody belongs, which confirms it (ID-04). */
function LinkToCompany({ id, etag }: { id: string; etag: string }): ReactNode {
  const [companyId, setCompanyId] = useState<string | null>(null);
  const link = useAction({ act: confirmCompany, says: () => t.linked, concerns });
  return (
    <Group gap="xs" align="end">
      <FindSelect
        flex={1}
        aria-label={t.linkCompany}
        placeholder={t.linkCompanyHint}
        nothingFoundMessage={t.linkCompanyNone}
        value={companyId}
        onChange={setCompanyId}
        useFound={useCompanies}
      />
      <Button
        disabled={companyId === null}
        loading={link.isPending}
        onClick={() => companyId !== null && link.mutate({ id, etag, companyId })}
      >
        {t.link}
      </Button>
    </Group>
  );
}
