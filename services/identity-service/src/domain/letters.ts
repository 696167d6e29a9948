import { letterAsHtml, letterAsText, type Letter, type Mail } from '@psa-bridge/mail';

/** What every mail of this service names. */
export interface Addressee {
  /** Of the mail, so that a second copy is known as one. */
  id: string;
  email: string;
  name: string;
  tenantName: string;
}

export function passwordResetMail(to: Addressee, url: string): Mail {
  return mailOf(to, 'Choose a new password', {
    paragraphs: [
      `Somebody, probably you, asked to choose a new password for ${to.email} at ${to.tenantName}.`,
      'The link works once, and for one hour. Choosing a new password signs you out everywhere.',
      'If it was not you, do nothing: your password stays as it is.',
    ],
    action: { label: 'Choose a new password', url },
  });
}

export function emailVerificationMail(to: Addressee, url: string): Mail {
  return mailOf(to, 'Verify your email address', {
    paragraphs: [
      `${to.email} is to sign you in at ${to.tenantName}. Verify that the address is yours.`,
      'The link works once, and for three days.',
    ],
    action: { label: 'Verify my email address', url },
  });
}

export function invitationMail(to: Addressee, url: string, { isAskedFor }: { isAskedFor: boolean }): Mail {
  const why = isAskedFor
    ? `Somebody, probably you, wants to sign in at ${to.tenantName} with ${to.email}.`
    : `You are invited to ${to.tenantName}, to sign in with ${to.email}.`;
  return mailOf(to, isAskedFor ? 'Set up your account' : `Your invitation to ${to.tenantName}`, {
    paragraphs: [why, 'The link works once, and for seven days.', 'If you do not want to, do nothing.'],
    action: { label: 'Set up my account', url },
  });
}

export function emailChangeMail(to: Addressee, url: string): Mail {
  return mailOf(to, 'Verify your new email address', {
    paragraphs: [
      `${to.email} is to sign you in at ${to.tenantName} from now on. Verify that the address is yours.`,
      'The link works once, and for three days. Until then your present address stays.',
      'If you did not ask for it, do nothing.',
    ],
    action: { label: 'Use this address', url },
  });
}

export function emailChangedMail(to: Addressee): Mail {
  return mailOf(to, 'Your email address was changed', {
    paragraphs: [
      `${to.email} does not sign you in at ${to.tenantName} any more: another address takes its place.`,
      'If it was not you, tell your admin at once.',
    ],
  });
}

export function passwordChangedMail(to: Addressee): Mail {
  return mailOf(to, 'Your password was changed', {
    paragraphs: [
      `The password for ${to.email} at ${to.tenantName} was changed, and all sessions were ended.`,
      'If it was not you, ask for a new password at once and tell your admin.',
    ],
  });
}

function mailOf(to: Addressee, subject: string, body: Pick<Letter, 'paragraphs' | 'action'>): Mail {
  const footer = `This mail was sent to ${to.email} because of an account at ${to.tenantName}. Nobody reads answers to it.`;
  const letter = { greeting: `Hello ${to.name},`, ...body, footer };
  return { id: to.id, to: to.email, subject, text: letterAsText(letter), html: letterAsHtml(letter) };
}
