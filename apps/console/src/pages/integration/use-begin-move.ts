import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { integrationQuery, type Credentials, type Which } from '../../api/connectors.ts';
import { beginMove, moveQuery } from '../../api/moves.ts';
import { MOVE } from './move-page.ts';

/** Has the database that credentials open compared with what stands here, and leads to what is found. */
export function useBeginMove(which: Which) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (credentials: Credentials) => beginMove(which, credentials),
    async onSuccess(move) {
      queries.setQueryData(moveQuery(which).queryKey, move);
      queries.setQueryData(integrationQuery(which).queryKey, (known) => known && { ...known, move });
      await navigate({
        to: '/integrations/$provider/$integrationId/$page',
        params: { provider: which.provider, integrationId: which.id, page: MOVE },
      });
    },
  });
}
