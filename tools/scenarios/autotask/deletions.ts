import { eventually } from '@psa-bridge/testing';
import { openIssues, synchronize, type IssueView, type RecordPage } from '../../platform/journeys.ts';
import { LIMIT, pathOf, type AutotaskStory, type Figures } from './story.ts';

/** One company is deleted in Autotask and marked; then the security level hides a third of the contacts: nothing is marked, a person is asked. */
export async function deletionsDetected(story: AutotaskStory): Figures {
  const { api, autotask, integrationId, checks, progress } = story;
  const [company] = autotask.control.list({ entity: 'Companies', afterId: 0, limit: 1 });
  autotask.control.hide({ entity: 'Companies', ids: [company?.id ?? 0] });
  await synchronize(api, { provider: 'autotask', integrationId }, 'full');
  checks.equal(await markedOf(story, 'companies'), 1, 'companies marked as deleted');
  progress('the company that is gone is marked');
  const contacts = autotask.control.list({ entity: 'Contacts', afterId: 0, limit: 10_000 });
  const hidden = contacts.slice(0, Math.ceil(contacts.length / 3)).map(({ id }) => id);
  autotask.control.hide({ entity: 'Contacts', ids: hidden });
  await synchronize(api, { provider: 'autotask', integrationId }, 'full');
  const asked = await issueOpen(story, true);
  checks.equal(await markedOf(story, 'contacts'), 0, 'contacts marked while the security level hides them');
  const { items: held } = await api.get<{ items: { missing: number }[] }>(`${pathOf(story)}/held-deletions`);
  checks.equal(held[0]?.missing, hidden.length, 'contacts held for a person');
  progress('the hidden contacts are held for a person');
  autotask.control.reveal({});
  await synchronize(api, { provider: 'autotask', integrationId }, 'full');
  await issueOpen(story, false);
  checks.equal(await markedOf(story, 'companies'), 0, 'companies still marked after they are back');
  return { deletionAsked: asked?.message, heldContacts: held[0]?.missing };
}

async function markedOf({ api, integrationId }: AutotaskStory, collection: string): Promise<number> {
  let marked = 0;
  for (let from = 0, total = 1; from < total; from += 200) {
    const page = await api.get<RecordPage>(`/v1/${collection}?from=${from}&size=200`);
    total = page.total;
    marked += page.items.filter(({ sync }) => 'deletedAt' in (sync[integrationId] ?? {})).length;
  }
  return marked;
}

function issueOpen({ api }: AutotaskStory, isExpected: boolean): Promise<IssueView | undefined> {
  return eventually(async () => {
    const issue = (await openIssues(api)).find(({ entityType }) => entityType === 'sync');
    if ((issue !== undefined) !== isExpected) throw new Error(`the issue is ${issue ? 'open' : 'not open'}`);
    return issue;
  }, LIMIT);
}
