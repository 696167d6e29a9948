import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { engineQuery, saveEngine } from '../../../api/xero.ts';
import { xeroTexts } from '../../../texts/xero.ts';

/** Saves, and shows what was saved; a refusal stays on the page, beside what was meant. */
export function useSaveSettings(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: saveEngine,
    onSuccess(saved) {
      queries.setQueryData(engineQuery(id).queryKey, saved);
      void queries.invalidateQueries({ queryKey: ['issues'] });
      notifications.show({ color: 'teal', message: xeroTexts.settings.saved });
    },
  });
}
