import { Button, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { SignInFrame } from '../sign-in/sign-in-frame.tsx';
import { isDeadLink } from './link-answer.ts';
import { DeadLink, Done, LinkRefusal } from './link-states.tsx';
import { useToken } from './use-token.ts';

interface DeedByTokenProps {
  words: { title: string; lead: string; submit: string; done: string; doneHow: string; deadHow: string };
  act: (token: string) => Promise<unknown>;
  /** What leads on where the link is dead. */
  cure?: ReactNode;
}

/** Something that a mailed link does, once somebody says so: programs that look through mails open links too, but press no buttons. */
export function DeedByToken({ words, act, cure }: DeedByTokenProps): ReactNode {
  const token = useToken();
  const deed = useMutation({ mutationFn: act });
  if (deed.isSuccess) {
    return (
      <SignInFrame title={words.title}>
        <Done title={words.done}>{words.doneHow}</Done>
      </SignInFrame>
    );
  }
  return (
    <SignInFrame title={words.title}>
      {token === undefined || isDeadLink(deed.error) ? (
        <DeadLink how={words.deadHow} action={cure} />
      ) : (
        <>
          <LinkRefusal error={deed.error} />
          <Text>{words.lead}</Text>
          <Button loading={deed.isPending} onClick={() => deed.mutate(token)} fullWidth>
            {words.submit}
          </Button>
        </>
      )}
    </SignInFrame>
  );
}
