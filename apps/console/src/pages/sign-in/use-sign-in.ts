import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { sessionQuery, signInByPassword } from '../../session/session.ts';
import { leaveForProvider } from './sso.ts';

/** Both ways in; whoever is in goes on to where they were going. */
export function useSignIn(back: string) {
  const router = useRouter();
  const queries = useQueryClient();
  return {
    byPassword: useMutation({
      mutationFn: signInByPassword,
      onSuccess() {
        queries.removeQueries({ queryKey: sessionQuery.queryKey });
        router.history.replace(back);
      },
    }),
    byProvider: useMutation({ mutationFn: (provider: string) => leaveForProvider(provider, back) }),
  };
}
