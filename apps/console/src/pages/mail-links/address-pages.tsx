import type { ReactNode } from 'react';
import { confirmEmailChange, confirmStatusMails, endStatusMails, verifyEmail } from '../../api/mail-links.ts';
import { PageButton } from '../../display/links.tsx';
import { texts } from '../../texts/index.ts';
import { DeedByToken } from './deed-by-token.tsx';

const t = texts.mailLinks;

/** The cure of ID-21. */
export function VerifyEmailPage(): ReactNode {
  const cure = (
    <PageButton to="/resend-verification" fullWidth>
      {t.verify.again}
    </PageButton>
  );
  return <DeedByToken words={t.verify} act={verifyEmail} cure={cure} />;
}

export function ConfirmEmailPage(): ReactNode {
  return <DeedByToken words={t.change} act={confirmEmailChange} />;
}

export function ConfirmStatusMailsPage(): ReactNode {
  return <DeedByToken words={t.confirm} act={confirmStatusMails} />;
}

export function EndStatusMailsPage(): ReactNode {
  return <DeedByToken words={t.unsubscribe} act={endStatusMails} />;
}
