import { Alert, Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { askForMail } from '../../api/mail-links.ts';
import { textIn } from '../../display/form-text.ts';
import { texts } from '../../texts/index.ts';
import { SignInFrame } from '../sign-in/sign-in-frame.tsx';
import { LinkRefusal, ToSignIn } from './link-states.tsx';

const t = texts.mailLinks.ask;

export function ForgotPasswordPage(): ReactNode {
  return <AskForMail purpose="password" />;
}

/** Where a mail of ID-21 did not come. */
export function ResendVerificationPage(): ReactNode {
  return <AskForMail purpose="verification" />;
}

/** People whose address their company knows come in by themselves (ID-32). */
export function RegisterPage(): ReactNode {
  return <AskForMail purpose="access" />;
}

/** What is said never tells whether the address is known, just as the platform's answer does not. */
function AskForMail({ purpose }: { purpose: keyof typeof askForMail }): ReactNode {
  const ask = useMutation({ mutationFn: askForMail[purpose] });
  const { title, lead } = t[purpose];

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    ask.mutate(textIn(new FormData(event.currentTarget), 'email'));
  }

  return (
    <SignInFrame title={title}>
      {ask.isSuccess ? (
        <Sent email={ask.variables} onAnother={ask.reset} />
      ) : (
        <form onSubmit={submit}>
          <Stack gap="sm">
            <LinkRefusal error={ask.error} />
            <Text>{lead}</Text>
            <TextInput
              name="email"
              type="email"
              label={t.email}
              autoComplete="username"
              required
              withAsterisk={false}
              autoFocus
            />
            <Button type="submit" loading={ask.isPending} fullWidth>
              {t.submit}
            </Button>
          </Stack>
        </form>
      )}
      <ToSignIn />
    </SignInFrame>
  );
}

function Sent({ email, onAnother }: { email: string; onAnother: () => void }): ReactNode {
  return (
    <>
      <Alert color="teal" title={t.sent} role="status" className="wrap-anywhere">
        <Text size="sm">{t.sentTo(email)}</Text>
        <Text size="sm" mt="xs">
          {t.notCome}
        </Text>
      </Alert>
      <Button variant="subtle" onClick={onAnother}>
        {t.another}
      </Button>
    </>
  );
}
