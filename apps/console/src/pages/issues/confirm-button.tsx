import type { ReactNode } from 'react';
import { AskFirst } from '../../display/ask-first.tsx';
import { texts } from '../../texts/index.ts';

/** Dismisses, once it was said what that does. */
export function ConfirmButton(props: { label: string; says: string; onConfirm: () => void }): ReactNode {
  return <AskFirst {...props} does={texts.issues.dismiss} />;
}
