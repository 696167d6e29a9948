import { Button, Divider } from '@mantine/core';
import type { ReactNode } from 'react';
import { texts } from '../../texts/index.ts';
import { isPassword, type SignInMethod } from './sign-in-methods.ts';

interface ProvidersProps {
  methods: readonly SignInMethod[];
  /** Between the password and them. */
  label: string;
  isLeaving: boolean;
  onChoose: (provider: string) => void;
}

/** The ways in besides a password (ID-25). */
export function Providers({ methods, label, isLeaving, onChoose }: ProvidersProps): ReactNode {
  const providers = methods.filter((method) => !isPassword(method));
  if (providers.length === 0) return null;
  return (
    <>
      <Divider label={label} />
      {providers.map((provider) => (
        <Button key={provider.name} variant="default" loading={isLeaving} onClick={() => onChoose(provider.name)}>
          {texts.signIn.with(provider.label)}
        </Button>
      ))}
    </>
  );
}
