import { MultiSelect, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { settingTexts } from '../../texts/settings.ts';
import { problemAt, valueAt, type Path } from './draft.ts';
import type { Editing } from './editing.ts';
import type { Source } from './field.ts';
import { optionsOf, optionsWith, type Option } from './rows.ts';
import { StaleMark } from './stale-mark.tsx';

const t = settingTexts;

interface ChoiceProps {
  editing: Editing;
  path: Path;
  from: Source;
  label: string;
  description?: string | undefined;
  /** The label stands beside it already. */
  isBare?: boolean;
}

/** What was chosen and is gone or inactive can be seen and not be chosen. */
export function ChoiceSelect({ editing, path, from, label, description, isBare = false }: ChoiceProps): ReactNode {
  const value = valueAt(editing.judged.draft, path);
  const chosen = typeof value === 'string' ? value : undefined;
  const problem = problemAt(editing.judged, path);
  const options = optionsOf(from, editing.choices);
  return (
    <Select
      aria-label={label}
      label={isBare ? undefined : <StaleMark label={label} problem={problem} />}
      description={description ?? (options.length === 0 && !isBare ? t.noChoices(editing.psa) : undefined)}
      placeholder={isBare ? t.notMapped : t.none}
      data={dataOf(optionsWith(options, chosen === undefined ? [] : [chosen]), editing.psa)}
      value={chosen ?? null}
      onChange={(key) => editing.onChange(path, key ?? undefined)}
      error={problem?.message}
      clearable
      searchable
      limit={200}
      nothingFoundMessage={t.nothingFound}
    />
  );
}

/** Several, in the order in which they were chosen. */
export function ChoicesSelect({ editing, path, from, label, description }: ChoiceProps): ReactNode {
  const value = valueAt(editing.judged.draft, path);
  const chosen = Array.isArray(value) ? value.map(String) : [];
  const options = optionsOf(from, editing.choices);
  const messages = [path, ...chosen.map((_, index) => [...path, String(index)])]
    .map((place) => problemAt(editing.judged, place)?.message)
    .filter((message) => message !== undefined);
  return (
    <MultiSelect
      label={label}
      description={description ?? (options.length === 0 ? t.noChoices(editing.psa) : undefined)}
      placeholder={chosen.length === 0 ? t.none : ''}
      data={dataOf(optionsWith(options, chosen), editing.psa)}
      value={chosen}
      onChange={(keys) => editing.onChange(path, keys)}
      error={messages.length === 0 ? undefined : messages.join(' ')}
      clearable
      searchable
      limit={200}
      nothingFoundMessage={t.nothingFound}
    />
  );
}

export function optionLabel({ label, unusable }: Option, psa: string): string {
  return unusable === undefined ? label : t.unusable[unusable](label, psa);
}

function dataOf(options: readonly Option[], psa: string) {
  return options.map((option) => ({
    value: option.key,
    label: optionLabel(option, psa),
    disabled: option.unusable !== undefined,
  }));
}
