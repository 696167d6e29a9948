import { Button, CloseButton, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { xeroTexts } from '../../../texts/xero.ts';
import { withAccount } from './account-rows.ts';

const t = xeroTexts.settings;

interface TaxRegionsProps {
  byRegion: Readonly<Record<string, string>>;
  onChange: (byRegion: Record<string, string>) => void;
}

/** Which tax type of Xero stands for a tax region of Autotask. */
export function TaxRegions({ byRegion, onChange }: TaxRegionsProps): ReactNode {
  const [region, setRegion] = useState('');
  const [taxType, setTaxType] = useState('');
  const add = (): void => {
    onChange({ ...byRegion, [region.trim()]: taxType.trim() });
    setRegion('');
    setTaxType('');
  };
  return (
    <Stack gap="xs" role="group" aria-label={t.taxRegions}>
      <Text size="sm" fw={500}>
        {t.taxRegions}
      </Text>
      <Text size="xs" c="dimmed">
        {t.taxRegionsHow}
      </Text>
      {Object.entries(byRegion).map(([name, type]) => (
        <Group key={name} gap="xs">
          <Text size="sm" className="wrap-anywhere">
            {name} → {type}
          </Text>
          <CloseButton size="sm" aria-label={t.remove(name)} onClick={() => onChange(withAccount(byRegion, name, undefined))} />
        </Group>
      ))}
      <Group gap="xs" align="end">
        <TextInput
          label={t.region}
          value={region}
          maxLength={100}
          onChange={({ currentTarget }) => setRegion(currentTarget.value)}
        />
        <TextInput
          label={t.taxType}
          value={taxType}
          maxLength={50}
          onChange={({ currentTarget }) => setTaxType(currentTarget.value)}
        />
        <Button variant="default" disabled={region.trim() === '' || taxType.trim() === ''} onClick={add}>
          {t.add}
        </Button>
      </Group>
    </Stack>
  );
}
