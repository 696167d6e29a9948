import { Button, Group, MultiSelect, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { digestQuery, endDigest, saveDigest, type Digest, type DigestBody } from '../../api/account.ts';
import { integrationsQuery } from '../../api/integrations.ts';
import { Section } from '../../display/section.tsx';
import { ErrorState, LoadingState } from '../../display/states.tsx';
import { useAction } from '../../display/use-action.ts';
import { texts } from '../../texts/index.ts';
import { userTexts } from '../../texts/users.ts';

const t = userTexts.profile;
const concerns = ['account'];
const SEVERITIES = Object.entries(texts.issues.severities).map(([value, label]) => ({ value, label }));

type Severity = NonNullable<NonNullable<DigestBody['filter']>['severity']>[number];

/** Whether somebody hears of issues by mail, and of which. */
export function IssueDigest(): ReactNode {
  const { data, error, refetch } = useQuery(digestQuery);
  return (
    <Section title={t.digest} lead={t.digestHow}>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {data === undefined && !error ? <LoadingState lines={2} /> : null}
      {data === undefined ? null : <DigestForm key={JSON.stringify(data?.filter)} digest={data} />}
    </Section>
  );
}

interface OnlyProps {
  label: string;
  /** What an empty choice means. */
  all: string;
  options: readonly { value: string; label: string }[];
  value: string[];
  onChange: (value: string[]) => void;
}

function Only({ label, all, options, value, onChange }: OnlyProps): ReactNode {
  const placeholder = value.length === 0 ? all : '';
  return <MultiSelect label={label} placeholder={placeholder} data={options} value={value} onChange={onChange} />;
}

function DigestForm({ digest }: { digest: Digest | null }): ReactNode {
  const { data } = useQuery(integrationsQuery);
  const [integrationId, setIntegrations] = useState<string[]>(digest?.filter.integrationId ?? []);
  const [severity, setSeverities] = useState<string[]>(digest?.filter.severity ?? []);
  const save = useAction({ act: saveDigest, says: () => t.subscribed, concerns });
  const end = useAction({ act: endDigest, says: () => t.unsubscribed, concerns });
  const filter = filterOf(integrationId, severity as Severity[]);
  return (
    <Stack gap="sm">
      <Text size="sm">{digest?.email === undefined ? t.digestOff : t.digestOn(digest.email)}</Text>
      <Only
        label={t.about}
        all={t.aboutAll}
        options={(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={integrationId}
        onChange={setIntegrations}
      />
      <Only label={t.severities} all={t.severitiesAll} options={SEVERITIES} value={severity} onChange={setSeverities} />
      <Group gap="xs">
        <Button variant={digest ? 'default' : 'filled'} loading={save.isPending} onClick={() => save.mutate({ filter })}>
          {digest ? t.save : t.subscribe}
        </Button>
        {digest ? (
          <Button variant="subtle" color="gray" loading={end.isPending} onClick={() => end.mutate()}>
            {t.unsubscribe}
          </Button>
        ) : null}
      </Group>
    </Stack>
  );
}

/** Nothing chosen means all. */
function filterOf(integrationId: string[], severity: Severity[]): NonNullable<DigestBody['filter']> {
  return { ...(integrationId.length === 0 ? {} : { integrationId }), ...(severity.length === 0 ? {} : { severity }) };
}
