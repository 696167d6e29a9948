import { Button, PasswordInput, Stack } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { textIn } from '../../display/form-text.ts';
import { texts } from '../../texts/index.ts';
import { MIN_PASSWORD_LENGTH, passwordProblem } from './link-answer.ts';

const t = texts.mailLinks;

interface PasswordFormProps {
  /** Whose password it is to be, so that what keeps passwords keeps it for them. */
  email?: string;
  submit: string;
  isBusy: boolean;
  error: unknown;
  onChoose: (password: string) => void;
}

/** A new password, with what is wrong about it beside it. */
export function PasswordForm({ email, submit, isBusy, error, onChoose }: PasswordFormProps): ReactNode {
  const [isTooShort, setTooShort] = useState(false);
  const problem = passwordProblem(error);

  function choose(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const password = textIn(new FormData(event.currentTarget), 'password');
    setTooShort(password.length < MIN_PASSWORD_LENGTH);
    if (password.length >= MIN_PASSWORD_LENGTH) onChoose(password);
  }

  const said = problem === undefined ? undefined : t.aboutPassword(problem);
  return (
    <form onSubmit={choose}>
      <Stack gap="sm">
        {email === undefined ? null : <input type="hidden" name="email" autoComplete="username" defaultValue={email} />}
        <PasswordInput
          name="password"
          label={t.newPassword}
          description={t.passwordHow(MIN_PASSWORD_LENGTH)}
          error={isTooShort ? t.tooShort(MIN_PASSWORD_LENGTH) : said}
          autoComplete="new-password"
          required
          withAsterisk={false}
          autoFocus
        />
        <Button type="submit" loading={isBusy} fullWidth>
          {submit}
        </Button>
      </Stack>
    </form>
  );
}
