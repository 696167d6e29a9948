import { Button, Modal, MultiSelect, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { rolesQuery, signInSettingsQuery } from '../../api/access.ts';
import { contactsNamedQuery, invite } from '../../api/users.ts';
import type { Choices } from '../../display/filters.tsx';
import { FindSelect } from '../../display/find-select.tsx';
import { useAction } from '../../display/use-action.ts';
import { texts } from '../../texts/index.ts';
import { userTexts } from '../../texts/users.ts';

const t = userTexts.invitations;

/** Invites a contact of one's own company, with first roles (ID-31). */
export function InviteDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }): ReactNode {
  return (
    <Modal opened={isOpen} onClose={onClose} title={t.dialog} closeButtonProps={{ 'aria-label': texts.issues.close }}>
      {isOpen ? <InviteForm onSent={onClose} /> : null}
    </Modal>
  );
}

function InviteForm({ onSent }: { onSent: () => void }): ReactNode {
  const [contactId, setContactId] = useState<string | null>(null);
  const [email, setEmail] = useState('');
  const [roleIds, setRoleIds] = useState<string[]>([]);
  const { data: roles } = useQuery(rolesQuery);
  const send = useAction({ act: invite, says: (invitation) => t.sentNow(invitation.email), concerns: ['users'] });

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (contactId === null) return;
    const address = email.trim() === '' ? {} : { email: email.trim() };
    send.mutate({ contactId, roleIds, ...address }, { onSuccess: onSent });
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <FindSelect
          label={t.contact}
          placeholder={t.contactHint}
          nothingFoundMessage={t.contactNone}
          value={contactId}
          onChange={setContactId}
          useFound={useContacts}
        />
        <TextInput
          type="email"
          label={t.email}
          description={t.emailHow}
          value={email}
          onChange={({ currentTarget }) => setEmail(currentTarget.value)}
        />
        <MultiSelect
          label={t.roles}
          data={(roles?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={roleIds}
          onChange={setRoleIds}
        />
        <Button type="submit" disabled={contactId === null} loading={send.isPending}>
          {t.send}
        </Button>
      </Stack>
    </form>
  );
}

/** Contacts of the own company, once it is known which one that is; else all. */
function useContacts(words: string): Choices {
  const { data: settings } = useQuery(signInSettingsQuery);
  const { data } = useQuery(contactsNamedQuery(words, settings?.data.ownCompanyId));
  return (data?.items ?? []).map(({ id, firstName, lastName, email }) => [id, `${firstName} ${lastName} (${email})`]);
}
