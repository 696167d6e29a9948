import { eventually } from '@psa-bridge/testing';
import type { PlannedService } from '../../platform/service-plan.ts';

const LIMIT = { timeoutMs: 30_000, everyMs: 250 };

/** The link of the latest mail to an address under a subject, as it stands in the page of kept mails. */
export async function linkMailed(
  plan: readonly PlannedService[],
  { to, subject }: { to: string; subject: RegExp },
): Promise<string> {
  const outbox = `${plan.find(({ name }) => name === 'identity-service')?.url ?? ''}/mail-outbox`;
  return eventually(async () => {
    const page = await (await fetch(outbox)).text();
    const mail = page.split('<article').find((article) => article.includes(`to ${to},`) && subject.test(article));
    const link = /https?:\/\/[^\s<"&]+#token=[\w.-]+/.exec(mail ?? '')?.[0];
    if (link === undefined) throw new Error(`there is no mail with a link to ${to} under ${String(subject)}`);
    return link;
  }, LIMIT);
}
