import { Paper, Select, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** A part of the settings with what belongs together. */
export function Part({ title, lead, children }: { title: string; lead?: string; children: ReactNode }): ReactNode {
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Title order={2}>{title}</Title>
      {lead === undefined ? null : (
        <Text size="sm" c="dimmed">
          {lead}
        </Text>
      )}
      <Stack gap="sm" mt="sm">
        {children}
      </Stack>
    </Paper>
  );
}

interface ChoiceProps<Value extends string> {
  label: string;
  value: Value;
  choices: Readonly<Record<Value, string>>;
  onChange: (value: Value) => void;
}

/** One of some values, by what they mean. */
export function Choice<Value extends string>({ label, value, choices, onChange }: ChoiceProps<Value>): ReactNode {
  const known = Object.keys(choices) as Value[];
  return (
    <Select
      label={label}
      data={known.map((key) => ({ value: key, label: choices[key] }))}
      value={value}
      allowDeselect={false}
      onChange={(chosen) => {
        const found = known.find((key) => key === chosen);
        if (found !== undefined) onChange(found);
      }}
    />
  );
}
