import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { productQuery, productsQuery } from '../../api/products.ts';
import { settingTexts } from '../../texts/settings.ts';
import { problemAt, valueAt, type Path } from './draft.ts';
import type { Editing } from './editing.ts';

const t = settingTexts;
const TYPING_MS = 300;

interface ProductSelectProps {
  editing: Editing;
  path: Path;
  label: string;
  description?: string | undefined;
}

/** A product here, found by its name. */
export function ProductSelect({ editing, path, label, description }: ProductSelectProps): ReactNode {
  const [typed, setTyped] = useState('');
  const [words] = useDebouncedValue(typed, TYPING_MS);
  const found = useQuery({ ...productsQuery(words), placeholderData: keepPreviousData });
  const value = valueAt(editing.judged.draft, path);
  const id = typeof value === 'string' ? value : undefined;
  const chosen = useQuery({ ...productQuery(id ?? ''), enabled: id !== undefined });
  const names = new Map((found.data ?? []).map((product) => [product.id, product.name]));
  if (id !== undefined) names.set(id, chosen.data?.name ?? id);
  return (
    <Select
      label={label}
      description={description}
      placeholder={t.searchProducts}
      data={[...names].map(([key, name]) => ({ value: key, label: name }))}
      value={id ?? null}
      onChange={(key) => editing.onChange(path, key ?? undefined)}
      onSearchChange={setTyped}
      error={problemAt(editing.judged, path)?.message}
      clearable
      searchable
      nothingFoundMessage={t.nothingFound}
    />
  );
}
