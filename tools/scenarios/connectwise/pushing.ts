import type { FaultAction } from '@psa-bridge/simulators';
import { issueCleared, issueOf, openIssues, pathOf, type RecordView } from '../../platform/journeys.ts';
import { connectWiseCredentialsOf } from '../../platform/simulated-connectwise.ts';
import { seconds } from '../../scenario-run/figures.ts';
import { arrived, type Chapter, type ConnectWiseStory } from './story.ts';

/** A call and its four retries (CW-60). */
const TRIES = 5;

async function newCompany({ api }: ConnectWiseStory, name: string): Promise<RecordView> {
  return api.post<RecordView>('/v1/companies', { name, telephone: '5550100', address: { street: '1 Demo Street' } });
}

/** Pushed with a fault that lets ConnectWise act and answer otherwise. */
async function pushUnder(story: ConnectWiseStory, action: FaultAction, label: string): Promise<number> {
  const { api, connectWise } = story;
  for (const entity of ['Company', 'Contact'])
    connectWise.control.addFault({ match: { entity, operation: 'create' }, action, times: 1 });
  const company = await newCompany(story, `Pushed ${label}`);
  await arrived(story, `/v1/companies/${company.id}`);
  const email = `${label}@pushed.example`;
  const contact = await api.post<RecordView>('/v1/contacts', {
    firstName: 'Pushed',
    lastName: label,
    email,
    companyId: company.id,
  });
  await arrived(story, `/v1/contacts/${contact.id}`);
  connectWise.control.clearFaults({});
  const companies = connectWise.control.count({ entity: 'Company', conditions: `name = "Pushed ${label}"` });
  const contacts = connectWise.control.count({ entity: 'Contact', conditions: `firstName = "Pushed" and lastName = "${label}"` });
  story.checks.equal([companies, contacts], [1, 1], `companies and contacts that were made under ${label}`);
  return companies + contacts - 2;
}

export const nothingTwice: Chapter = async (story) => {
  let duplicates = 0;
  for (const kind of ['error500AfterCommit', 'resetAfterCommit'] as const) {
    duplicates += await pushUnder(story, { kind }, kind);
    story.progress(`after ${kind} a company and a contact are in ConnectWise once`);
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
  checks.equal(issue.message, 'ConnectWise API rate limit exceeded', 'CW-60: the issue of the company');
  checks.equal(limited?.struck, TRIES, 'CW-60: calls until the company was given up');
  progress(`the limit was met ${TRIES} times in ${limitSeconds} s, then an issue opened`);
  await api.post('/v1/issues/retry-all', { filter: {} });
  await issueCleared(api, id);
  await arrived(story, `/v1/companies/${id}`);
  connectWise.control.clearFaults({});
  return { limitRetries: TRIES - 1, limitSeconds };
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
