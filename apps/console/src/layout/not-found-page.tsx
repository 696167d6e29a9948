import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { EmptyState } from '../display/states.tsx';
import { texts } from '../texts/index.ts';

export function NotFoundPage(): ReactNode {
  return (
    <main>
      <EmptyState
        title={texts.states.notFound}
        action={
          <Button component={Link} to="/">
            {texts.states.toOverview}
          </Button>
        }
      >
        {texts.states.notFoundHow}
      </EmptyState>
    </main>
  );
}
