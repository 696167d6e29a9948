import { Button, PasswordInput, Stack } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { changePassword } from '../../api/account.ts';
import { Section } from '../../display/section.tsx';
import { useAction } from '../../display/use-action.ts';
import { userTexts } from '../../texts/users.ts';

const t = userTexts.profile;
const EMPTY = { current: '', next: '', again: '' };

/** Another password; what the platform thinks of it is said in its own words. */
export function PasswordForm({ email }: { email: string }): ReactNode {
  const [fields, setFields] = useState(EMPTY);
  const change = useAction({ act: changePassword, says: () => t.changed, concerns: ['account'] });
  const differ = fields.again !== '' && fields.again !== fields.next;

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (fields.again !== fields.next) return;
    const passwords = { currentPassword: fields.current, newPassword: fields.next };
    change.mutate(passwords, { onSuccess: () => setFields(EMPTY) });
  }

  const field = (name: keyof typeof EMPTY) => ({
    label: t[name],
    required: true,
    withAsterisk: false,
    value: fields[name],
    onChange: ({ currentTarget }: { currentTarget: HTMLInputElement }) =>
      setFields((before) => ({ ...before, [name]: currentTarget.value })),
  });

  return (
    <Section title={t.password} lead={t.passwordHow}>
      <form onSubmit={submit}>
        <Stack gap="sm" maw={400}>
          <input type="text" autoComplete="username" value={email} readOnly hidden />
          <PasswordInput {...field('current')} autoComplete="current-password" />
          <PasswordInput {...field('next')} autoComplete="new-password" />
          <PasswordInput {...field('again')} autoComplete="new-password" error={differ ? t.differ : undefined} />
          <div>
            <Button type="submit" loading={change.isPending} disabled={differ}>
              {t.change}
            </Button>
          </div>
        </Stack>
      </form>
    </Section>
  );
}
