import type { ReactNode } from 'react';
import { PageButton } from '../display/links.tsx';
import { EmptyState } from '../display/states.tsx';
import { texts } from '../texts/index.ts';

export function NotFoundPage(): ReactNode {
  return (
    <main>
      <EmptyState title={texts.states.notFound} action={<PageButton to="/">{texts.states.toOverview}</PageButton>}>
        {texts.states.notFoundHow}
      </EmptyState>
    </main>
  );
}
