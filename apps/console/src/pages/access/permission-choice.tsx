import { Checkbox, SimpleGrid } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Permission } from '../../session/session.ts';
import { userTexts } from '../../texts/users.ts';

const t = userTexts.access;
const MEANINGS = Object.entries(t.role.means);

interface PermissionChoiceProps {
  value: readonly Permission[];
  onChange: (permissions: Permission[]) => void;
}

/** Which permissions, each with what it allows (ID-10). */
export function PermissionChoice({ value, onChange }: PermissionChoiceProps): ReactNode {
  return (
    <Checkbox.Group label={t.permissions} value={[...value]} onChange={(chosen) => onChange(chosen)}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" mt={6}>
        {MEANINGS.map(([name, means]) => (
          <Checkbox key={name} value={name} label={name} description={means} />
        ))}
      </SimpleGrid>
    </Checkbox.Group>
  );
}
