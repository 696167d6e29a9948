import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';

interface DayFieldProps {
  label: string;
  description?: string;
  value: string | undefined;
  error?: string | undefined;
  onChange: (day: string | undefined) => void;
}

/** A day, with what the browser has for choosing one. */
export function DayField({ value, onChange, ...field }: DayFieldProps): ReactNode {
  return (
    <TextInput
      {...field}
      type="date"
      max="9999-12-31"
      flex="0 1 160px"
      value={value ?? ''}
      onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? undefined : currentTarget.value)}
    />
  );
}
