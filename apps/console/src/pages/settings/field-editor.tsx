import { Autocomplete, Fieldset, NumberInput, Stack, Switch, TagsInput, Text, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { settingTexts } from '../../texts/settings.ts';
import { ChoiceSelect, ChoicesSelect } from './choice-select.tsx';
import { problemAt, valueAt, type Path } from './draft.ts';
import type { Editing } from './editing.ts';
import type { Field } from './field.ts';
import { MappingEditor } from './mapping-editor.tsx';
import { ProductSelect } from './product-select.tsx';

const t = settingTexts;

export interface FieldProps<As extends Field['as'] = Field['as']> {
  editing: Editing;
  path: Path;
  field: Extract<Field, { as: As }>;
  /** What the value is of, as people call it. */
  label: string;
  description?: string | undefined;
  /** The label stands beside it already. */
  isBare?: boolean;
}

/** One setting, whatever it is. */
export function FieldEditor({ field, ...props }: FieldProps): ReactNode {
  switch (field.as) {
    case 'switch':
      return <OnOff {...props} field={field} />;
    case 'text':
      return <Words {...props} field={field} />;
    case 'number':
      return <Figure {...props} field={field} />;
    case 'numbers':
      return <Figures {...props} field={field} />;
    case 'choice':
      return <ChoiceSelect {...props} from={field.from} />;
    case 'choices':
      return <ChoicesSelect {...props} from={field.from} />;
    case 'product':
      return <ProductSelect {...props} />;
    case 'mapping':
      return <MappingEditor {...props} field={field} />;
    case 'group':
      return <Parts {...props} field={field} />;
  }
}

function named({ label, description, isBare = false }: Omit<FieldProps, 'field'>) {
  return { 'aria-label': label, label: isBare ? undefined : label, description };
}

function OnOff({ editing, path, label, description }: FieldProps<'switch'>): ReactNode {
  const isOn = valueAt(editing.judged.draft, path) === true;
  return (
    <Switch
      label={label}
      description={description}
      checked={isOn}
      onChange={({ currentTarget: { checked } }) => editing.onChange(path, checked)}
      error={problemAt(editing.judged, path)?.message}
    />
  );
}

function Words({ field: { suggest }, ...props }: FieldProps<'text'>): ReactNode {
  const { editing, path } = props;
  const stored = valueAt(editing.judged.draft, path);
  const value = typeof stored === 'string' ? stored : '';
  const change = (words: string): void => editing.onChange(path, words.trim() === '' ? undefined : words);
  const error = problemAt(editing.judged, path)?.message;
  if (suggest === undefined) {
    return (
      <TextInput {...named(props)} value={value} onChange={({ currentTarget }) => change(currentTarget.value)} error={error} />
    );
  }
  const inUse = [...new Set((editing.choices[suggest] ?? []).map(({ key }) => key))];
  return <Autocomplete {...named(props)} value={value} onChange={change} data={inUse} limit={50} error={error} />;
}

function Figure({ field: { min, max }, ...props }: FieldProps<'number'>): ReactNode {
  const { editing, path } = props;
  const value = valueAt(editing.judged.draft, path);
  return (
    <NumberInput
      {...named(props)}
      {...(props.isBare ? {} : { classNames: { wrapper: 'short-input' } })}
      min={min}
      max={max}
      allowDecimal={false}
      value={typeof value === 'number' ? value : ''}
      onChange={(figure) => editing.onChange(path, typeof figure === 'number' ? figure : undefined)}
      error={problemAt(editing.judged, path)?.message}
    />
  );
}

function Figures({ ...props }: FieldProps<'numbers'>): ReactNode {
  const { editing, path } = props;
  const value = valueAt(editing.judged.draft, path);
  return (
    <TagsInput
      {...named(props)}
      value={Array.isArray(value) ? value.map(String) : []}
      onChange={(tags) => editing.onChange(path, tags.map(Number).filter(Number.isInteger))}
      error={problemAt(editing.judged, path)?.message}
    />
  );
}

function Parts({ editing, path, field: { parts }, label, description, isBare = false }: FieldProps<'group'>): ReactNode {
  const each = Object.entries(parts).map(([name, part]) => (
    <FieldEditor key={name} editing={editing} path={[...path, name]} field={part} label={t.titleOf(name)} />
  ));
  // Beside its label it is a part of a row, which names it.
  if (isBare) {
    return (
      <Stack gap="xs" role="group" aria-label={label}>
        {each}
      </Stack>
    );
  }
  return (
    <Fieldset legend={label}>
      <Stack gap="sm">
        {description === undefined ? null : (
          <Text size="sm" c="dimmed">
            {description}
          </Text>
        )}
        {each}
      </Stack>
    </Fieldset>
  );
}
