import { Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState, type ReactNode } from 'react';
import type { Choices } from './filters.tsx';

interface FindSelectProps extends Pick<
  SelectProps,
  'label' | 'aria-label' | 'placeholder' | 'nothingFoundMessage' | 'flex' | 'maw' | 'clearable'
> {
  value: string | null;
  onChange: (value: string | null) => void;
  /** What is chosen already, with its name, where the address said so. */
  known?: Choices[number] | undefined;
  /** Asks the platform for what fits the words; called at each rendering, as hooks are. */
  useFound: (words: string) => Choices;
}

const TYPING_MS = 300;

/** One of many, found by typing: the platform is asked for what fits, and what was chosen stays chosen while others are looked for. */
export function FindSelect({ value, onChange, useFound, known, ...select }: FindSelectProps): ReactNode {
  const [typed, setTyped] = useState('');
  const [picked, setPicked] = useState<Choices[number]>();
  const chosen = [picked, known].find((choice) => choice !== undefined && choice[0] === value);
  // The field tells the name of what was chosen as if it had been typed.
  const [words] = useDebouncedValue(typed === chosen?.[1] ? '' : typed, TYPING_MS);
  const found = useFound(words);
  const kept = chosen !== undefined && !found.some(([id]) => id === value) ? [chosen] : [];

  return (
    <Select
      {...select}
      searchable
      data={[...kept, ...found].map(([id, name]) => ({ value: id, label: name }))}
      filter={({ options }) => options}
      onSearchChange={setTyped}
      value={value}
      onChange={(id, option) => {
        setPicked(id === null ? undefined : [id, option?.label ?? id]);
        onChange(id);
      }}
    />
  );
}
