import { Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { resetPassword } from '../../api/mail-links.ts';
import { PageButton } from '../../display/links.tsx';
import { sessionQuery } from '../../session/session.ts';
import { texts } from '../../texts/index.ts';
import { SignInFrame } from '../sign-in/sign-in-frame.tsx';
import { isDeadLink, passwordProblem } from './link-answer.ts';
import { DeadLink, Done, LinkRefusal } from './link-states.tsx';
import { PasswordForm } from './password-form.tsx';
import { useToken } from './use-token.ts';

const t = texts.mailLinks.reset;

/** A new password by the mailed link; whoever was signed in is no more. */
export function ResetPasswordPage(): ReactNode {
  const token = useToken();
  const queries = useQueryClient();
  const reset = useMutation({
    mutationFn: resetPassword,
    onSuccess: () => queries.removeQueries({ queryKey: sessionQuery.queryKey }),
  });
  if (reset.isSuccess) {
    return (
      <SignInFrame title={t.title}>
        <Done title={t.done}>{t.doneHow}</Done>
      </SignInFrame>
    );
  }
  if (token === undefined || isDeadLink(reset.error)) {
    return (
      <SignInFrame title={t.title}>
        <DeadLink how={t.deadHow} action={<AskAgain />} />
      </SignInFrame>
    );
  }
  return (
    <SignInFrame title={t.title}>
      {passwordProblem(reset.error) === undefined ? <LinkRefusal error={reset.error} /> : null}
      <Text>{t.lead}</Text>
      <PasswordForm
        submit={t.submit}
        isBusy={reset.isPending}
        error={reset.error}
        onChoose={(password) => reset.mutate({ token, password })}
      />
    </SignInFrame>
  );
}

function AskAgain(): ReactNode {
  return (
    <PageButton to="/forgot-password" fullWidth>
      {t.again}
    </PageButton>
  );
}
