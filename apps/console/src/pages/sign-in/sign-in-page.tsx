import { Alert, Button, Divider, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import type { FormEvent, ReactNode } from 'react';
import { answerOf, api } from '../../api/client.ts';
import { sessionQuery, signInByPassword } from '../../session/session.ts';
import { texts } from '../../texts/index.ts';
import { SignInFrame, SignInRefusal } from './sign-in-frame.tsx';
import { signInRoute } from './sign-in.route.ts';
import { leaveForProvider } from './sso.ts';
import { wayBackOf } from './way-back.ts';

const t = texts.signIn;
const PASSWORD = 'password';

/** By password, and by whatever providers are offered (ID-25). */
export function SignInPage(): ReactNode {
  const { to, ended } = signInRoute.useSearch();
  const router = useRouter();
  const queries = useQueryClient();
  const back = wayBackOf(to);
  const byPassword = useMutation({
    mutationFn: signInByPassword,
    onSuccess() {
      queries.removeQueries({ queryKey: sessionQuery.queryKey });
      router.history.replace(back);
    },
  });
  const byProvider = useMutation({ mutationFn: (provider: string) => leaveForProvider(provider, back) });
  const error = byPassword.error ?? byProvider.error;

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    byPassword.mutate({ email: textIn(form, 'email'), password: textIn(form, 'password') });
  }

  return (
    <SignInFrame>
      {ended === true && !error ? <Alert color="indigo">{t.ended}</Alert> : null}
      {error ? <SignInRefusal error={error} /> : null}
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput name="email" type="email" label={t.email} autoComplete="username" required withAsterisk={false} autoFocus />
          <PasswordInput name="password" label={t.password} autoComplete="current-password" required withAsterisk={false} />
          <Button type="submit" loading={byPassword.isPending} fullWidth>
            {t.submit}
          </Button>
        </Stack>
      </form>
      <Providers onChoose={byProvider.mutate} isLeaving={byProvider.isPending} />
    </SignInFrame>
  );
}

function textIn(form: FormData, field: string): string {
  const value = form.get(field);
  return typeof value === 'string' ? value : '';
}

function Providers({ onChoose, isLeaving }: { onChoose: (provider: string) => void; isLeaving: boolean }): ReactNode {
  const { data } = useQuery({
    queryKey: ['sign-in-methods'],
    staleTime: Infinity,
    queryFn: () => answerOf(api.GET('/v1/auth/methods')),
  });
  const providers = (data?.items ?? []).filter(({ name }) => name !== PASSWORD);
  if (providers.length === 0) return null;
  return (
    <>
      <Divider label={t.or} />
      {providers.map(({ name, label }) => (
        <Button key={name} variant="default" loading={isLeaving} onClick={() => onChoose(name)}>
          {t.with(label)}
        </Button>
      ))}
    </>
  );
}
