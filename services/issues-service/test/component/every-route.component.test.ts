import { afterAll } from '@jest/globals';
import { createTokens, describeEveryRoute } from '@psa-bridge/http-server/route-suite';
import { eventually } from '@psa-bridge/testing';
import { failed, startIssuesApp } from '../issues-app.ts';

const tokens = await createTokens();
const service = await startIssuesApp({ verifyToken: tokens.verifyToken });
afterAll(() => service.app.stop());

await service.report(failed('quote-1', 1n), 'them');
const authorization = `Bearer ${await tokens.sign({ tenantId: 'them', subject: 'admin', isAdmin: true, permissions: [] })}`;
const { id: issueId, cause: causeId } = await eventually(async () => {
  const response = await fetch(`${service.app.address()}/v1/issues`, { headers: { authorization } });
  const { items } = (await response.json()) as { items: readonly { id: string; cause: string }[] };
  const [issue] = items;
  if (!issue) throw new Error('no issue is open yet');
  return issue;
});

const job = await fetch(`${service.app.address()}/v1/issues/retry-all`, {
  method: 'POST',
  headers: { authorization, 'content-type': 'application/json' },
  body: JSON.stringify({ filter: {} }),
});
const { id: jobId } = (await job.json()) as { id: string };

describeEveryRoute({
  ...{ routes: service.app.routes, url: service.app.address(), tokens },
  theirs({ path }) {
    if (path === '/v1/issues/jobs/{id}') return { id: jobId };
    if (path.startsWith('/v1/issues/causes')) return path.includes('{id}') ? { id: causeId } : undefined;
    return path.includes('{id}') ? { id: issueId } : undefined;
  },
});
