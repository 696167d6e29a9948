import { ActionIcon, Box, Button, Group, Paper, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconPlus, IconSearch, IconTrash } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { settingTexts } from '../../texts/settings.ts';
import { optionLabel } from './choice-select.tsx';
import { problemAt, valueAt, type Path } from './draft.ts';
import type { Editing } from './editing.ts';
import { FieldEditor, type FieldProps } from './field-editor.tsx';
import type { Field } from './field.ts';
import { optionsOf, rowsOf, type Option } from './rows.ts';
import { StaleMark } from './stale-mark.tsx';

const t = settingTexts;
/** A shorter list is read faster than searched. */
const WORTH_SEARCHING = 10;

/** Both sides of a mapping, one row for each entry; what no longer holds comes first. */
export function MappingEditor({ isBare = false, ...props }: FieldProps<'mapping'>): ReactNode {
  const { path, label, description } = props;
  if (isBare) return <Rows {...props} isNested />;
  const [left, right] = t.sidesOf(path[0] ?? '');
  const { editing, field } = props;
  // Where there is no row either, that is said in place of the rows.
  const hasRows = field.by === 'named' || optionsOf(field.by, editing.choices).length > 0;
  const isEmpty = hasRows && field.to.as === 'choice' && optionsOf(field.to.from, editing.choices).length === 0;
  return (
    <Paper withBorder p="md" component="section" aria-label={label}>
      <Title order={2}>{label}</Title>
      <Text size="sm" c="dimmed" mb="md">
        {description} {isEmpty ? t.noChoices(editing.psa) : ''}
      </Text>
      <SimpleGrid cols={2} visibleFrom="sm" mb="xs" aria-hidden>
        <Text size="sm" fw={600}>
          {left}
        </Text>
        <Text size="sm" fw={600}>
          {right}
        </Text>
      </SimpleGrid>
      <Rows {...props} isNested={false} />
    </Paper>
  );
}

function Rows({ editing, path, field, label, isNested }: FieldProps<'mapping'> & { isNested: boolean }): ReactNode {
  const [search, setSearch] = useState('');
  const { shown, total } = rowsOf({ field, path, choices: editing.choices, judged: editing.judged, search });
  return (
    <Stack gap="sm">
      {total > WORTH_SEARCHING || search !== '' ? <SearchField label={label} value={search} onChange={setSearch} /> : null}
      {shown.map((option) => (
        <MappingRow
          key={option.key}
          editing={editing}
          path={[...path, option.key]}
          to={field.to}
          option={option}
          isNested={isNested}
        />
      ))}
      <Note
        shown={shown.length}
        total={total}
        none={search === '' ? t.noChoices(editing.psa) : t.nothingFound}
        isNamed={field.by === 'named'}
      />
      {field.by === 'named' ? <NewName editing={editing} path={path} to={field.to} label={label} /> : null}
    </Stack>
  );
}

function SearchField({ label, value, onChange }: { label: string; value: string; onChange: (words: string) => void }): ReactNode {
  return (
    <TextInput
      type="search"
      aria-label={t.search(label)}
      placeholder={t.search(label)}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}

/** That there are more rows than are shown, or none at all. */
function Note({ shown, total, none, isNamed }: { shown: number; total: number; none: string; isNamed: boolean }): ReactNode {
  const says = total > shown ? t.shownOf(shown, total) : total === 0 && !isNamed ? none : '';
  if (says === '') return null;
  return (
    <Text size="sm" c="dimmed" role="status">
      {says}
    </Text>
  );
}

interface RowProps {
  editing: Editing;
  path: Path;
  to: Field;
  option: Option;
  isNested: boolean;
}

function MappingRow({ editing, path, to, option, isNested }: RowProps): ReactNode {
  const isMapped = valueAt(editing.judged.draft, path) !== undefined;
  const isRemovable = isMapped && (option.unusable !== undefined || isNested || to.as !== 'choice');
  const label = optionLabel(option, editing.psa);
  return (
    <SimpleGrid cols={isNested ? 1 : { base: 1, sm: 2 }} spacing={{ base: 4, sm: 'md' }} className="list-row" pb="xs">
      <Group justify="space-between" wrap="nowrap" align="start">
        <Box pt={isNested ? 0 : 6} miw={0}>
          <StaleMark label={label} problem={problemAt(editing.judged, path)} />
        </Box>
        {isRemovable ? (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t.removeEntry(option.label)}
            onClick={() => editing.onChange(path, undefined)}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        ) : null}
      </Group>
      <FieldEditor editing={editing} path={path} field={to} label={option.label} isBare />
    </SimpleGrid>
  );
}

/** An entry whose name somebody gives: it stands once something is chosen for it. */
function NewName({ editing, path, to, label }: Omit<RowProps, 'option' | 'isNested'> & { label: string }): ReactNode {
  const [name, setName] = useState('');
  const [names, setNames] = useState<readonly string[]>([]);
  const given = name.trim();
  const open = names.filter((one) => valueAt(editing.judged.draft, [...path, one]) === undefined);
  const add = (): void => {
    setNames([...names.filter((one) => one !== given), given]);
    setName('');
  };
  return (
    <>
      {open.map((one) => (
        <MappingRow
          key={one}
          editing={editing}
          path={[...path, one]}
          to={to}
          option={{ key: one, label: one }}
          isNested={false}
        />
      ))}
      <Group gap="xs" wrap="nowrap">
        <TextInput
          flex={1}
          maw={320}
          aria-label={t.addName(label)}
          placeholder={t.addNameHint}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} disabled={given === ''} onClick={add}>
          {t.add}
        </Button>
      </Group>
    </>
  );
}
