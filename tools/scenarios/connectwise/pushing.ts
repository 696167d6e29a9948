import type { FaultAction } from '@psa-bridge/simulators';
import { issueCleared, issueOf, openIssues, pathOf, type RecordPage, type RecordView } from '../../platform/journeys.ts';
import { connectWiseCredentialsOf } from '../../platform/simulated-connectwise.ts';
import { seconds } from '../../scenario-run/figures.ts';
import { sold } from './selling.ts';
import { arrived, idThere, newCompany, type Chapter, type ConnectWiseStory } from './story.ts';

/** A call and its four retries (CW-60). */
const TRIES = 5;

/** What is pushed at once, and by what it is found again there. */
const PUSHED = ['Company', 'Contact', 'Catalog Item', 'Opportunity', 'Product Item'] as const;

/** Pushed with faults that let ConnectWise act and answer otherwise, each at the first creation of its entity. */
async function pushUnder(story: ConnectWiseStory, action: FaultAction, label: string): Promise<number> {
  const { api, connectWise, checks } = story;
  for (const entity of PUSHED) connectWise.control.addFault({ match: { entity, operation: 'create' }, action, times: 1 });
  const { deal, quote } = await sold(story, label);
  const product = await api.post<RecordView>('/v1/products', { name: `Made ${label}`, ...(await filed(story)), price: '10.00' });
  await arrived(story, `/v1/products/${product.id}`);
  await api.post(`/v1/quotes/${quote}/send`);
  await api.post(`/v1/quotes/${quote}/approve`);
  await arrived(story, `/v1/quotes/${quote}`);
  const id = await idThere(story, `/v1/opportunities/${deal}`);
  const unmet = connectWise.control.listFaults({}).filter(({ struck }) => struck === 0);
  checks.equal(unmet.length, 0, `faults that nothing met under ${label}`);
  connectWise.control.clearFaults({});
  const conditions = [
    `name = "Buyer ${label}"`,
    `firstName = "Pushed" and lastName = "${label}"`,
    `description = "Made ${label}"`,
    `name = "${label}"`,
    `opportunity/id = ${id}`,
  ];
  const counts = PUSHED.map((entity, index) => connectWise.control.count({ entity, conditions: conditions[index] ?? '' }));
  checks.equal(counts, [1, 1, 1, 1, 2], `companies, contacts, products, opportunities and lines of quotes made under ${label}`);
  return counts.reduce((all, count) => all + count, 0) - 6;
}

/** Where a new product is put: in a category that is mapped. */
async function filed({ api }: ConnectWiseStory): Promise<{ categoryId: string | undefined }> {
  const { items } = await api.get<RecordPage>('/v1/categories?name=Software');
  return { categoryId: items[0]?.id };
}

export const nothingTwice: Chapter = async (story) => {
  let duplicates = 0;
  for (const kind of ['error500AfterCommit', 'resetAfterCommit'] as const) {
    duplicates += await pushUnder(story, { kind }, kind);
    story.progress(`after ${kind} a company, a contact, a product, an opportunity and a quote are in ConnectWise once`);
  }
  return { duplicates };
};

export const limitGivenUp: Chapter = async (story) => {
  const { api, connectWise, checks, progress } = story;
  connectWise.control.addFault({
    match: { entity: 'Company', operation: 'create' },
    action: { kind: 'status', status: 429 },
    times: TRIES,
  });
  const startedAt = performance.now();
  const { id } = await newCompany(story, 'Pushed limited');
  const issue = await issueOf(api, id);
  const limitSeconds = seconds(startedAt);
  const [limited] = connectWise.control.listFaults({});
  const tries = connectWise.control
    .calls({ entity: 'Company', operation: 'create', limit: TRIES })
    .map(({ at }) => Date.parse(at));
  const limitWaitsMs = tries.slice(1).map((at, index) => at - (tries[index] ?? at));
  checks.equal(issue.message, 'ConnectWise API rate limit exceeded', 'CW-60: the issue of the company');
  checks.equal(limited?.struck, TRIES, 'CW-60: calls until the company was given up');
  progress(`the limit was met ${TRIES} times with waits of ${limitWaitsMs.join(', ')} ms between them, then an issue opened`);
  await api.post('/v1/issues/retry-all', { filter: {} });
  await issueCleared(api, id);
  await arrived(story, `/v1/companies/${id}`);
  connectWise.control.clearFaults({});
  return { limitRetries: TRIES - 1, limitWaitsMs, limitSeconds };
};

export const limitWaitedOut: Chapter = async (story) => {
  const { connectWise, checks, progress } = story;
  const retryAfter = 3;
  connectWise.control.addFault({
    match: { entity: 'Company', operation: 'create' },
    action: { kind: 'status', status: 429, retryAfter: String(retryAfter) },
    times: 1,
  });
  const startedAt = performance.now();
  const { id } = await newCompany(story, 'Pushed later');
  await arrived(story, `/v1/companies/${id}`);
  const waitedSeconds = seconds(startedAt);
  checks.that(waitedSeconds >= retryAfter, `a Retry-After of ${retryAfter} s was waited out in ${waitedSeconds} s`);
  progress(`a Retry-After of ${retryAfter} s was waited out`);
  return { waitedSeconds };
};

export const credentialsMended: Chapter = async (story) => {
  const { api, connectWise, integration, checks, progress } = story;
  const { integrationId } = integration;
  const good = connectWiseCredentialsOf(connectWise);
  connectWise.control.setCredentials({ privateKey: 'changed-in-connectwise' });
  const company = await newCompany(story, 'Pushed with bad keys');
  const issue = await issueOf(api, integrationId);
  checks.equal(
    [issue.entityType, issue.message],
    ['integration', 'ConnectWise authentication error: please verify your credentials'],
    'the issue of the integration',
  );
  const mended = { ...good, privateKey: connectWise.credentials.privateKey };
  await api.request('PUT', `${pathOf(integration)}/credentials`, { body: mended });
  await issueCleared(api, integrationId);
  await arrived(story, `/v1/companies/${company.id}`);
  progress('the credentials are mended, the waiting company went out');
  checks.equal(
    (await openIssues(api)).map(({ message }) => message),
    [],
    'issues that are still open',
  );
  return {};
};
