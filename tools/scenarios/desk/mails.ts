import { eventually } from '@psa-bridge/testing';
import type { DeskStory } from './story.ts';

interface KeptMail {
  readonly _id: string;
  readonly tenantId: string;
  readonly version: number;
  readonly subject: string;
  readonly text: string;
}

/** At once for new causes, six beyond the first within the hour; what changed besides waits for the hour. */
const MOST_MAILS = 7;

/** Point 1: a storm is some mails, and every cause is in one of them. */
export async function mailsCounted({ store, tenantId, checks, progress }: DeskStory): Promise<Record<string, unknown>> {
  const outbox = store.collection<KeptMail>({ name: 'issue_mail_outbox', writer: 'issues-service' }).forTenant(tenantId);
  const mails = await eventually(
    async () => {
      const found = await outbox.find({});
      const told = found.map(({ text }) => text).join('\n');
      if (!['in place of 20.', 'Payment term/type is deleted'].every((words) => told.includes(words))) throw new Error(told);
      return found;
    },
    { timeoutMs: 60_000, everyMs: 500 },
  );
  progress(`${mails.length} mails tell of the storm: ${mails.map(({ subject }) => subject).join(' | ')}`);
  checks.that(mails.length <= MOST_MAILS, `10,000 failures were ${mails.length} mails instead of at most ${MOST_MAILS}`);
  return { mails: mails.length };
}
