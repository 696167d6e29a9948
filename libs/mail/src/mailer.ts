/** A message to one address, as text and as HTML. */
export interface Mail {
  /** The same each time the same message is sent: a second copy is known as one by the receiver's mail server. */
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
}

export interface Mailer {
  /**
   * @throws AppError `mail_refused` with the server's own words, `mail_server_unavailable`, `mail_not_configured`: in none of
   * these cases has it gone out.
   */
  send(tenantId: string, mail: Mail): Promise<void>;
}
