import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Which } from '../../api/connectors.ts';
import { toRefused, type FieldProblem } from '../../api/problem.ts';
import { checkPage, pageQuery, readPage, savePage, type PageProblem, type StoredPage } from '../../api/settings-pages.ts';
import { settingTexts } from '../../texts/settings.ts';
import { changesBetween, rebased, withValue, type Path } from './draft.ts';

const CHANGED_MEANWHILE = 412;

/** How the last check or save went. */
export type Said =
  | { as: 'nothing' }
  /** By what the PSA has now; `problems` is empty where everything holds. */
  | { as: 'checked'; problems: readonly PageProblem[] }
  /** The PSA could not be asked. */
  | { as: 'unchecked'; error: Error }
  | { as: 'refused'; error: Error; problems: readonly FieldProblem[] }
  /** Somebody saved meanwhile: what stands there now. */
  | { as: 'changed-meanwhile'; theirs: StoredPage };

const NOTHING: Said = { as: 'nothing' };

/** A page as somebody is changing it: checked before it is saved, and saved only over what was read. */
export function usePageDraft(of: Which & { page: string }, stored: StoredPage) {
  const queries = useQueryClient();
  const [base, setBase] = useState(stored);
  const [draft, setDraft] = useState(stored.data.settings);
  const [said, setSaid] = useState<Said>(NOTHING);
  const changes = changesBetween(base.data.settings, draft);

  function begin(page: StoredPage): void {
    setBase(page);
    setDraft(page.data.settings);
    setSaid(NOTHING);
    queries.setQueryData(pageQuery(of).queryKey, page);
  }

  async function check(): Promise<boolean> {
    try {
      const problems = await checkPage(of, draft);
      setSaid({ as: 'checked', problems });
      return problems.length === 0;
    } catch (error) {
      setSaid({ as: 'unchecked', error: toRefused(error) });
      return false;
    }
  }

  async function write(): Promise<void> {
    try {
      begin(await savePage(of, { settings: draft, etag: base.etag }));
      void queries.invalidateQueries({ queryKey: ['issues'] });
      void queries.invalidateQueries({ queryKey: ['settings', of.id, 'pages'] });
      notifications.show({ color: 'teal', title: settingTexts.saved, message: settingTexts.savedNext, autoClose: 8_000 });
    } catch (thrown) {
      const error = toRefused(thrown);
      if (error.status !== CHANGED_MEANWHILE) setSaid({ as: 'refused', error, problems: error.problems });
      else setSaid({ as: 'changed-meanwhile', theirs: await readPage(of) });
    }
  }

  const checking = useMutation({ mutationFn: check });
  const saving = useMutation({
    // What a person was told once is not told again: the second time it is saved.
    mutationFn: async (isTold: boolean) => {
      if (isTold || (await check())) await write();
    },
    onError: (error) => setSaid({ as: 'refused', error: toRefused(error), problems: [] }),
  });

  return {
    ...{ base, draft, said, changes, checking, saving },
    change(path: Path, value: unknown) {
      setDraft((before) => withValue(before, path, value));
      setSaid(NOTHING);
    },
    undo: () => begin(base),
    /** Goes on from what somebody else saved, with or without what was changed here. */
    goOnFrom(theirs: StoredPage, keep: 'mine' | 'theirs') {
      const mine = draft;
      begin(theirs);
      if (keep === 'mine') setDraft(rebased({ base: base.data.settings, mine, theirs: theirs.data.settings }).settings);
    },
  };
}

export type PageDraft = ReturnType<typeof usePageDraft>;
