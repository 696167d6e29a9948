import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './console.css';
import { MantineProvider } from '@mantine/core';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { toRefused } from './api/problem.ts';
import { routerOf } from './router.ts';
import { sessionQuery } from './session/session.ts';
import { readableShades, theme } from './theme.ts';

const NOT_SIGNED_IN = 401;
const TRIES = 2;
/** Until an answer is asked for anew when its page comes back into sight; live updates are faster. */
const FRESH_MS = 10_000;

/** The word by which the page's policy lets the styles in that components make. */
const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? '';
setNonce(nonce);

const queries = new QueryClient({
  queryCache: new QueryCache({
    onError(error, query) {
      if (toRefused(error).status === NOT_SIGNED_IN && query.queryKey[0] !== sessionQuery.queryKey[0]) signInAgain();
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: FRESH_MS,
      retry: (failures, error) => failures < TRIES && isPassing(toRefused(error).status),
    },
  },
});
const router = routerOf(queries);

/** What was refused will be again; only silence and outages pass. */
function isPassing(status: number): boolean {
  return status === 0 || status >= 500;
}

/** The session is over: whoever is there signs in and goes on where they were. */
function signInAgain(): void {
  queries.removeQueries({ queryKey: sessionQuery.queryKey });
  void router.navigate({ to: '/sign-in', search: { to: router.state.location.href, ended: true }, replace: true });
}

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={readableShades} defaultColorScheme="auto" getStyleNonce={() => nonce}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
