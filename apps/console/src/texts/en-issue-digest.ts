/** Mails about issues, and how they end. */
export const issueDigest = {
  title: 'Mails about issues',
  lead: 'At once when something fails for a new cause, else at most once an hour.',
  on: (email: string | undefined) =>
    email === undefined ? 'You hear of issues by events alone, and are not mailed.' : `You are mailed at ${email}.`,
  off: 'You are not mailed about issues.',
  since: 'since',
  begin: 'Mail me',
  end: 'End the mails',
  toIssues: 'To the issues',
};
