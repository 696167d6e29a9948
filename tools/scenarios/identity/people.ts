import { eventually } from '@psa-bridge/testing';
import { synchronize } from '../../platform/journeys.ts';
import type { IdentityStory } from './story.ts';

const PEOPLE = 1_000;
/** The last of them: of so many both addresses belong to a user each, and so many match nobody. */
const DUPLICATES = 50;
const STRANGERS = 50;
const LINKED = PEOPLE - STRANGERS;
const AT_ONCE = 10;
const LIMIT = { timeoutMs: 300_000, everyMs: 500 };

interface Explanation {
  rule: string;
  because: string;
  lost: { id: string; because: string }[];
  wouldChange: string;
}
interface PersonPage {
  total: number;
  items: { externalId: string; userId?: string; explanation: Explanation }[];
}
interface Duplicates {
  total: number;
  items: { person: { explanation: Explanation }; users: { id: string; email: string }[] }[];
}

/** ID-40 to ID-42: a thousand people find their users, every link says why, duplicates are merged and parted again. */
export async function peopleLinked(story: IdentityStory): Promise<Record<string, unknown>> {
  const { api, checks, progress, integrationId } = story;
  const before = (await api.get<PersonPage>('/v1/people?size=1')).total;
  addResources(story);
  await createUsers(story);
  progress(`${PEOPLE} people stand in Autotask, ${LINKED + DUPLICATES} users here`);
  const startedAt = performance.now();
  const run = await synchronize(api, { provider: 'autotask', integrationId }, 'people');
  await takenIn(story, before + PEOPLE);
  const seconds = Math.round((performance.now() - startedAt) / 100) / 10;

  const linked = await api.get<PersonPage>('/v1/people?query=Linked&linked=true&size=200');
  const strangers = await api.get<PersonPage>('/v1/people?query=Linked&linked=false&size=200');
  checks.equal([linked.total, strangers.total], [LINKED, STRANGERS], 'ID-40: people with and without a user');
  checks.equal(
    [...new Set(linked.items.map(({ explanation }) => explanation.rule))],
    ['email'],
    'ID-40: the rule that linked them',
  );
  checks.that(
    [...linked.items, ...strangers.items].every(
      ({ explanation }) => explanation.because !== '' && explanation.wouldChange !== '',
    ),
    'every person should say why and what would change it',
  );
  await duplicatesMerged(story);
  const users = await userCount(story);
  await synchronize(api, { provider: 'autotask', integrationId }, 'people');
  checks.equal(await userCount(story), users, 'users after the same once more');
  progress(`${PEOPLE} people were linked in ${seconds} s with ${run.callsSpent} calls`);
  return { people: PEOPLE, linkedPeople: linked.total, linkingSeconds: seconds, peopleCalls: run.callsSpent };
}

function mailOf(index: number): string {
  return `linked${index}@demo.example.com`;
}

/** Addresses stand there with space and in capitals, as people type them. */
function addResources({ autotask }: IdentityStory): void {
  for (let index = 0; index < PEOPLE; index += 1) {
    const isDuplicate = index >= LINKED - DUPLICATES && index < LINKED;
    autotask.control.create({
      entity: 'Resources',
      values: {
        ...{
          firstName: `Person ${index}`,
          lastName: 'Linked',
          userName: `linked.${index}`,
          emailTypeCode: 'PRIMARY',
          isActive: true,
        },
        email: index % 2 === 0 ? mailOf(index).toUpperCase() : mailOf(index),
        ...(isDuplicate ? { email2: `second-${mailOf(index)}` } : {}),
        ...{ licenseType: 1, userType: 10, resourceType: 'Employee', locationID: 1 },
      },
    });
  }
}

async function createUsers(story: IdentityStory): Promise<void> {
  const emails = Array.from({ length: LINKED }, (_, index) => mailOf(index));
  const seconds = emails.slice(-DUPLICATES).map((email) => `second-${email}`);
  const waiting = [...emails, ...seconds];
  const worker = async (): Promise<void> => {
    for (let email = waiting.pop(); email !== undefined; email = waiting.pop())
      await story.api.post('/v1/users', { email, name: `User ${email}` });
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function takenIn({ api }: IdentityStory, count: number): Promise<void> {
  await eventually(async () => {
    const { total } = await api.get<PersonPage>('/v1/people?size=1');
    if (total < count) throw new Error(`${total} of ${count} people were taken in`);
    const linked = await api.get<PersonPage>('/v1/people?query=Linked&linked=true&size=1');
    if (linked.total < LINKED) throw new Error(`${linked.total} of ${LINKED} people are linked`);
  }, LIMIT);
}

async function duplicatesMerged({ api, checks }: IdentityStory): Promise<void> {
  const { total, items } = await api.get<Duplicates>('/v1/duplicates?size=200');
  checks.equal(total, DUPLICATES, 'ID-42: duplicates');
  checks.that(
    items.every(({ person, users }) => person.explanation.lost.some(({ id, because }) => id === users[1]?.id && because !== '')),
    'every duplicate should say why it lost',
  );
  const [kept, merged] = items[0]?.users ?? [];
  const { id } = await api.post<{ id: string }>('/v1/duplicates/merges', { keptId: kept?.id, mergedId: merged?.id });
  const after = (await api.get<Duplicates>('/v1/duplicates?size=1')).total;
  await api.post(`/v1/duplicates/merges/${id}/undo`);
  const restored = await api.get<{ state: string }>(`/v1/users/${merged?.id ?? ''}`);
  checks.equal([after, restored.state], [DUPLICATES - 1, 'active'], 'a merge, and its undo');
}

async function userCount(story: IdentityStory): Promise<number> {
  return (await story.api.get<{ total: number }>('/v1/users?size=1')).total;
}
