import { Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { acceptInvitation, invitationQuery } from '../../api/mail-links.ts';
import { PageButton } from '../../display/links.tsx';
import { ErrorState, LoadingState } from '../../display/states.tsx';
import { texts } from '../../texts/index.ts';
import { Providers } from '../sign-in/providers.tsx';
import { SignInFrame, SignInRefusal } from '../sign-in/sign-in-frame.tsx';
import { isPassword, type SignInMethod } from '../sign-in/sign-in-methods.ts';
import { useSignIn } from '../sign-in/use-sign-in.ts';
import { isDeadLink, passwordProblem } from './link-answer.ts';
import { DeadLink, LinkRefusal, ToSignIn } from './link-states.tsx';
import { PasswordForm } from './password-form.tsx';
import { useToken } from './use-token.ts';

const t = texts.mailLinks.invitation;

/** Somebody comes in who was no user yet (ID-31). */
export function AcceptInvitationPage(): ReactNode {
  const token = useToken();
  return (
    <SignInFrame title={t.title}>
      {token === undefined ? <DeadInvitation /> : <Invitation key={token} token={token} />}
    </SignInFrame>
  );
}

function DeadInvitation(): ReactNode {
  const again = (
    <PageButton to="/register" fullWidth>
      {t.again}
    </PageButton>
  );
  return <DeadLink how={t.deadHow} action={again} />;
}

function Invitation({ token }: { token: string }): ReactNode {
  const { data, error, refetch } = useQuery(invitationQuery(token));
  if (isDeadLink(error)) return <DeadInvitation />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState lines={3} />;
  const { name, tenantName, email, methods } = data;
  return (
    <Stack gap="md">
      <div className="wrap-anywhere">
        <Text>{t.lead(name, tenantName)}</Text>
        <Text>{t.address(email)}</Text>
      </div>
      <WaysIn token={token} email={email} methods={methods} />
    </Stack>
  );
}

interface WaysInProps {
  token: string;
  email: string;
  methods: readonly SignInMethod[];
}

/** With a password that is set here, or by a provider that knows the address; whoever sets one is signed in with it at once. */
function WaysIn({ token, email, methods }: WaysInProps): ReactNode {
  const { byPassword, byProvider } = useSignIn('/');
  const accept = useMutation({
    mutationFn: (password: string) => acceptInvitation({ token, password }),
    onSuccess: (_, password) => byPassword.mutate({ email, password }),
  });
  if (accept.isSuccess) return <SetUp error={byPassword.error} />;
  if (isDeadLink(accept.error)) return <DeadInvitation />;
  if (methods.length === 0) return <Text>{t.noWay}</Text>;
  return (
    <>
      {passwordProblem(accept.error) === undefined ? <LinkRefusal error={accept.error} /> : null}
      {byProvider.error ? <SignInRefusal error={byProvider.error} /> : null}
      {methods.some(isPassword) ? (
        <PasswordForm
          {...{ email, submit: t.submit, isBusy: accept.isPending, error: accept.error }}
          onChoose={(password) => accept.mutate(password)}
        />
      ) : null}
      <Providers methods={methods} label={t.or} isLeaving={byProvider.isPending} onChoose={byProvider.mutate} />
    </>
  );
}

function SetUp({ error }: { error: unknown }): ReactNode {
  if (!error) return <Text role="status">{t.setUp}</Text>;
  return (
    <>
      <Text role="status">{t.setUpOnly}</Text>
      <SignInRefusal error={error} />
      <ToSignIn />
    </>
  );
}
