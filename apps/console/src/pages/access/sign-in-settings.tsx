import { Button, Group, Input, Select, Stack, Switch, TagsInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import {
  saveSignInSettings,
  signInSettingsQuery,
  type SignInSettings as Settings,
  type SignInSettingsBody,
} from '../../api/access.ts';
import { ErrorState, LoadingState } from '../../display/states.tsx';
import { useAction } from '../../display/use-action.ts';
import { userTexts } from '../../texts/users.ts';

const t = userTexts.access;

/** How people sign in: by what, for how long, and who needs an invitation (ID-26, ID-28, ID-30). */
export function SignInSettings(): ReactNode {
  const { data, error, refetch } = useQuery(signInSettingsQuery);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState />;
  return <Form key={data.etag} settings={data.data} etag={data.etag} />;
}

function Form({ settings, etag }: { settings: Settings; etag: string }): ReactNode {
  const [minutes, setMinutes] = useState(settings.sessionMinutes);
  const [isOn, setOn] = useState(new Map(settings.providers.map((provider) => [provider.name, provider.isOn])));
  const [mspDomains, setDomains] = useState(settings.mspDomains);
  const save = useAction({ act: saveSignInSettings, says: () => t.saved, concerns: ['access'] });

  function submit(event: FormEvent): void {
    event.preventDefault();
    const { companyAccess, ownCompanyId = null } = settings;
    const sessionMinutes = minutes as NonNullable<SignInSettingsBody['sessionMinutes']>;
    const providers = Object.fromEntries(isOn);
    save.mutate({ etag, settings: { sessionMinutes, providers, mspDomains, companyAccess, ownCompanyId } });
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="lg" maw={560}>
        <Select
          label={t.signIn.session}
          description={t.signIn.sessionHow}
          allowDeselect={false}
          value={String(minutes)}
          onChange={(value) => setMinutes(Number(value))}
          data={Object.entries(t.signIn.minutes).map(([value, label]) => ({ value, label }))}
        />
        <Providers providers={settings.providers} isOn={isOn} onChange={setOn} />
        <TagsInput
          label={t.signIn.domains}
          description={t.signIn.domainsHow}
          placeholder={t.signIn.domainsHint}
          value={mspDomains}
          onChange={setDomains}
          acceptValueOnBlur
        />
        <Group>
          <Button type="submit" loading={save.isPending}>
            {t.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface ProvidersProps {
  providers: Settings['providers'];
  isOn: ReadonlyMap<string, boolean>;
  onChange: (isOn: Map<string, boolean>) => void;
}

function Providers({ providers, isOn, onChange }: ProvidersProps): ReactNode {
  return (
    <Input.Wrapper
      role="group"
      aria-label={t.signIn.providers}
      label={t.signIn.providers}
      labelElement="div"
      description={t.signIn.providersHow}
    >
      {providers.map(({ name, label }) => (
        <Switch
          key={name}
          mt="xs"
          label={label}
          checked={isOn.get(name) === true}
          onChange={({ currentTarget }) => onChange(new Map(isOn).set(name, currentTarget.checked))}
        />
      ))}
    </Input.Wrapper>
  );
}
