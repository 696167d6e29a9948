import { Alert, Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { answerOf, api } from '../../api/client.ts';
import { textIn } from '../../display/form-text.ts';
import { PageLink } from '../../display/links.tsx';
import { texts } from '../../texts/index.ts';
import { Providers } from './providers.tsx';
import { SignInFrame, SignInRefusal } from './sign-in-frame.tsx';
import { signInRoute } from './sign-in.route.ts';
import { useSignIn } from './use-sign-in.ts';
import { wayBackOf } from './way-back.ts';

const t = texts.signIn;
const { offer } = texts.mailLinks;

/** By password, and by whatever providers are offered (ID-25). */
export function SignInPage(): ReactNode {
  const { to, ended } = signInRoute.useSearch();
  const { byPassword, byProvider } = useSignIn(wayBackOf(to));
  const { data: methods } = useQuery({
    queryKey: ['sign-in-methods'],
    staleTime: Infinity,
    queryFn: () => answerOf(api.GET('/v1/auth/methods')),
  });
  const error = byPassword.error ?? byProvider.error;

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    byPassword.mutate({ email: textIn(form, 'email'), password: textIn(form, 'password') });
  }

  return (
    <SignInFrame title={t.title}>
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
      <Providers methods={methods?.items ?? []} label={t.or} isLeaving={byProvider.isPending} onChoose={byProvider.mutate} />
      <Group justify="space-between" gap="xs">
        <PageLink to="/forgot-password" size="sm">
          {offer.forgot}
        </PageLink>
        <PageLink to="/register" size="sm">
          {offer.access}
        </PageLink>
      </Group>
    </SignInFrame>
  );
}
