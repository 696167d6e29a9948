import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import { texts } from '../../texts/index.ts';
import { SignInFrame, SignInRefusal } from './sign-in-frame.tsx';
import { comeBackFromProvider } from './sso.ts';

const t = texts.signIn;

/** Where a provider sends people back to: its answer is good once, so it is shown once. */
export function CallbackPage(): ReactNode {
  const router = useRouter();
  const { data, error } = useQuery({
    queryKey: ['sso-callback'],
    staleTime: Infinity,
    retry: false,
    queryFn: async () => (await comeBackFromProvider(window.location.search.slice(1))) ?? '/sign-in',
  });
  useEffect(() => {
    if (data !== undefined) router.history.replace(data);
  }, [data, router]);

  return (
    <SignInFrame title={t.title}>
      {error ? <SignInRefusal error={error} /> : <Text role="status">{t.returning}</Text>}
      <Anchor component={Link} to="/sign-in">
        {t.back}
      </Anchor>
    </SignInFrame>
  );
}
