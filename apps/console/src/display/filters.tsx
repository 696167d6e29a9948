import { Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { texts } from '../texts/index.ts';

/** Values with what people read. */
export type Choices = readonly (readonly [string, string])[];

const TYPING_MS = 300;

interface FilterProps {
  label: string;
  value: string | undefined;
  options: Choices;
  any?: string;
  onChange: (value: string | undefined) => void;
}

/** One of some choices, or any. */
export function Filter({ label, value, options, any = texts.issues.any, onChange }: FilterProps): ReactNode {
  return (
    <Select
      label={label}
      placeholder={any}
      flex="1 1 110px"
      maw={180}
      clearable
      value={value ?? null}
      onChange={(chosen) => onChange(chosen ?? undefined)}
      data={options.map(([key, name]) => ({ value: key, label: name }))}
    />
  );
}

interface SearchFieldProps {
  label: string;
  hint: string;
  value: string;
  onChange: (value: string) => void;
}

/** What is typed goes into the address once the typing pauses. */
export function SearchField({ label, hint, value, onChange }: SearchFieldProps): ReactNode {
  const [typed, setTyped] = useState(value);
  const tell = useDebouncedCallback(onChange, TYPING_MS);
  const [told, setTold] = useState(value);
  if (told !== value) {
    setTold(value);
    setTyped(value);
  }
  return (
    <TextInput
      label={label}
      placeholder={hint}
      type="search"
      leftSection={<IconSearch size={16} aria-hidden />}
      value={typed}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        tell(currentTarget.value);
      }}
      flex="1 1 180px"
      maw={320}
    />
  );
}
