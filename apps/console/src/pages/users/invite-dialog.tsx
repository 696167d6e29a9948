import { MultiSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { rolesQuery, signInSettingsQuery } from '../../api/access.ts';
import { contactsNamedQuery, invite } from '../../api/users.ts';
import type { Choices } from '../../display/filters.tsx';
import { FindSelect } from '../../display/find-select.tsx';
import { DialogForm, FormDialog } from '../../display/form-dialog.tsx';
import { useAction } from '../../display/use-action.ts';
import { userTexts } from '../../texts/users.ts';

const t = userTexts.invitations;

/** Invites a contact of one's own company, with first roles (ID-31). */
export function InviteDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }): ReactNode {
  return (
    <FormDialog isOpen={isOpen} onClose={onClose} title={t.dialog}>
      <InviteForm onEnd={onClose} />
    </FormDialog>
  );
}

function InviteForm({ onEnd }: { onEnd: () => void }): ReactNode {
  const [contactId, setContactId] = useState<string | null>(null);
  const [email, setEmail] = useState('');
  const [roleIds, setRoleIds] = useState<string[]>([]);
  const { data: roles } = useQuery(rolesQuery);
  const send = useAction({ act: invite, says: (invitation) => t.sentNow(invitation.email), concerns: ['users'] });

  function submit(): void {
    if (contactId === null) return;
    const address = email.trim() === '' ? {} : { email: email.trim() };
    send.mutate({ contactId, roleIds, ...address }, { onSuccess: onEnd });
  }

  return (
    <DialogForm submit={t.send} isPending={send.isPending} isDisabled={contactId === null} onSubmit={submit} onCancel={onEnd}>
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
    </DialogForm>
  );
}

/** Contacts of the own company, once it is known which one that is; else all. */
function useContacts(words: string): Choices {
  const { data: settings } = useQuery(signInSettingsQuery);
  const { data } = useQuery(contactsNamedQuery(words, settings?.data.ownCompanyId));
  return (data?.items ?? []).map(({ id, firstName, lastName, email }) => [id, `${firstName} ${lastName} (${email})`]);
}
