import { Alert, Paper, Stack } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useBlocker } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Which } from '../../api/connectors.ts';
import type { StoredPage } from '../../api/settings-pages.ts';
import { providerName } from '../../display/names.ts';
import { settingTexts } from '../../texts/settings.ts';
import type { Editing } from './editing.ts';
import { FieldEditor } from './field-editor.tsx';
import type { Field, Fields } from './field.ts';
import { SaveBar } from './save-bar.tsx';
import { usePageDraft, type Said } from './use-page-draft.ts';

const t = settingTexts;

interface SettingsEditorProps {
  of: Which & { page: string };
  stored: StoredPage;
  fields: Fields;
}

/** Any page of any PSA: its settings in the order of its form, what no longer holds marked, saved as a whole. */
export function SettingsEditor({ of, stored, fields }: SettingsEditorProps): ReactNode {
  const page = usePageDraft(of, stored);
  const psa = providerName(of.provider);
  const { problems, settings, choices } = page.base.data;
  useBlocker({
    shouldBlockFn: () => page.changes.length > 0 && !window.confirm(t.leave),
    enableBeforeUnload: page.changes.length > 0,
  });
  const judged = { stored: settings, draft: page.draft, problems, said: problemsIn(page.said) };
  const editing: Editing = { psa, choices, judged, onChange: page.change };
  const stale = problems.filter(({ isStale }) => isStale).length;
  return (
    <Stack gap="md">
      {stale === 0 ? null : (
        <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />} title={t.stale(stale)}>
          {t.staleHow(psa)}
        </Alert>
      )}
      {sectionsOf(fields).map((section) => (
        <Section key={section[0]?.[0]} section={section} editing={editing} />
      ))}
      <SaveBar page={page} fields={fields} psa={psa} />
    </Stack>
  );
}

type NamedField = readonly [string, Field];

/** Plain settings that follow each other stand together; a mapping stands for itself. */
function sectionsOf(fields: Fields): readonly (readonly NamedField[])[] {
  const sections: NamedField[][] = [];
  for (const entry of Object.entries(fields)) {
    const last = sections.at(-1);
    const isAlone = entry[1].as === 'mapping' || last?.[0]?.[1].as === 'mapping';
    if (last === undefined || isAlone) sections.push([entry]);
    else last.push(entry);
  }
  return sections;
}

function Section({ section, editing }: { section: readonly NamedField[]; editing: Editing }): ReactNode {
  const each = section.map(([name, field]) => (
    <FieldEditor key={name} editing={editing} path={[name]} field={field} label={t.titleOf(name)} description={t.howOf(name)} />
  ));
  if (section[0]?.[1].as === 'mapping') return each;
  return (
    <Paper withBorder p="md">
      <Stack gap="md">{each}</Stack>
    </Paper>
  );
}

function problemsIn(said: Said) {
  return said.as === 'checked' || said.as === 'refused' ? said.problems : [];
}
