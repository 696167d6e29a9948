import { useQueryClient } from '@tanstack/react-query';
import type { Which } from '../../api/connectors.ts';
import { takeOver, type PreviewedHandover } from '../../api/handovers.ts';
import { useAction } from '../../display/use-action.ts';

/** Sets in the other integration what was shown. */
export function useTakeOver(to: Which) {
  const queries = useQueryClient();
  return useAction({
    act: async (previewed: PreviewedHandover) => {
      const taken = await takeOver(to, previewed);
      // An editor keeps what it begins with: it must not begin with what stood there before.
      queries.removeQueries({ queryKey: ['settings', to.id], type: 'inactive' });
      return taken;
    },
    concerns: ['handovers', 'settings', 'issues'],
  });
}
