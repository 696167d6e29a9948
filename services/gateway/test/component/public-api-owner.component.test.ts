import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@psa-bridge/core';
import { problem, type Answer, type Seen } from '../http-upstream.ts';
import type { Reply } from '../gateway-harness.ts';
import { startForOurPartners } from '../partners.ts';

const { partners, ours, call } = await startForOurPartners();
afterAll(() => partners.gateway.stop());

const INTEGRATION = newId();
const [seller, stranger] = [newId(), newId()];
const said = ({ status, body }: Reply): unknown[] => [status, body['code'], body['detail']];
const deal = () => ({ name: 'Deal', companyId: ours.company });

/** Identity-service as it answers about owners: two who have the same id in two PSAs, and one of another company. */
const PEOPLE = [
  { id: seller, companyId: ours.company, externalIds: { [INTEGRATION]: '29' } },
  { id: newId(), companyId: ours.company, externalIds: { [INTEGRATION]: '30' } },
  { id: newId(), companyId: ours.company, externalIds: { [newId()]: '30' } },
  { id: stranger, companyId: newId(), externalIds: { [INTEGRATION]: '31' } },
];
const exchange = partners.gateway.answers.identity;
let asked: Seen[] = [];

function owners(request: Seen): Answer {
  const { pathname, searchParams } = new URL(request.url, 'http://identity');
  if (pathname !== '/internal/owners') return exchange(request);
  asked.push(request);
  const [id, externalId] = [searchParams.get('id'), searchParams.get('externalId') ?? ''];
  const items = PEOPLE.filter((one) => (id === null ? Object.values(one.externalIds).includes(externalId) : one.id === id));
  return { status: 200, body: JSON.stringify({ items }) };
}

beforeEach(() => {
  asked = [];
  partners.gateway.answers.identity = owners;
});

describe("an opportunity's owner", () => {
  it('is a user of the primary company, by our id or by the id in a PSA, and goes along with the ids that PSAs know (PA-32)', async () => {
    const byId = await call('POST', '/opportunity', { ...deal(), ownerId: seller });
    const byExternal = await call('PUT', '/opportunity/ext/owned-1', { ...deal(), ownerExtId: '29' });

    const owned = { ownerId: seller, ownerExternalIds: { [INTEGRATION]: '29' } };
    expect([byId.status, byId.body]).toMatchObject([201, owned]);
    expect([byExternal.status, byExternal.body]).toMatchObject([201, owned]);
    expect(asked.every(({ headers }) => headers.authorization?.startsWith('Bearer '))).toBe(true);
  });

  it('may be found by search, changed and taken away; a change that does not name one leaves it (PA-32)', async () => {
    const { body } = await call('POST', '/opportunity', { ...deal(), name: 'Owned', ownerId: seller });
    const path = `/opportunity/${String(body['id'])}`;

    const found = await call('GET', `/opportunity?ownerId=${seller}`);
    const renamed = await call('PUT', path, { name: 'Renamed' });
    const freed = await call('PUT', path, { ownerId: null });

    expect((found.body['items'] as { id: string }[]).map(({ id }) => id)).toContain(body['id']);
    expect(renamed.body).toMatchObject({ name: 'Renamed', ownerId: seller });
    expect([freed.status, freed.body]).toEqual([200, expect.not.objectContaining({ ownerId: expect.anything() })]);
    expect(freed.body).not.toHaveProperty('ownerExternalIds');
  });

  it.each([
    ['a user of another company', { ownerId: stranger }, 'ownerId: there is no user of the primary company with this id'],
    ['nobody', { ownerId: newId() }, 'ownerId: there is no user of the primary company with this id'],
    ['nobody in a PSA', { ownerExtId: '99' }, 'ownerExtId: there is no user of the primary company with this external id'],
    [
      'a user of another company in a PSA',
      { ownerExtId: '31' },
      'ownerExtId: there is no user of the primary company with this external id',
    ],
  ])('that is %s is refused (PA-32)', async (_who, owner, detail) => {
    const refused = await call('POST', '/opportunity', { ...deal(), ...owner });

    expect(said(refused)).toEqual([400, 'unknown_reference', `body.${detail}`]);
  });

  it('is refused where it is named twice, where two PSAs mean different users, and where it is no id (PA-32)', async () => {
    const twice = await call('POST', '/opportunity', { ...deal(), ownerId: seller, ownerExtId: '29' });
    const unclear = await call('POST', '/opportunity', { ...deal(), ownerExtId: '30' });
    const noId = await call('POST', '/opportunity', { ...deal(), ownerId: 'me' });
    const given = await call('POST', '/opportunity', { ...deal(), ownerExternalIds: { [INTEGRATION]: '1' } });

    expect(said(twice)).toEqual([400, 'invalid_request', 'body.ownerExtId: leave it out beside ownerId']);
    expect(said(unclear)).toEqual([
      409,
      'external_identifier_ambiguous',
      'Two systems use this identifier for different users; name the owner by ownerId.',
    ]);
    expect([noId, given].map(({ status, body }) => [status, body['problems']])).toMatchObject([
      [400, [{ field: 'body.ownerId' }]],
      [400, [{ field: 'body.ownerExternalIds' }]],
    ]);
  });

  it('needs the primary company to be known, and identity-service to answer (PA-32)', async () => {
    partners.gateway.answers.identity = (request) =>
      request.url.startsWith('/internal/owners') ? problem(503, 'down', 'Away.') : exchange(request);
    const unanswered = await call('POST', '/opportunity', { ...deal(), ownerId: seller });
    const without = await call('POST', '/opportunity', deal());
    await partners.setPolicy('us', { isEnabled: true });
    const unknown = await call('POST', '/opportunity', { ...deal(), ownerId: seller });

    expect([unanswered.status, unanswered.body['code'], without.status]).toEqual([503, 'upstream_unavailable', 201]);
    expect(said(unknown)).toEqual([
      400,
      'primary_company_unknown',
      'body.ownerId: nobody can be the owner, because an admin has to set primaryCompanyId at /v1/public-api-settings first',
    ]);
  });
});

describe('an opportunity of a partner', () => {
  it.each([
    ['probability', 1.2],
    ['probability', -0.1],
    ['startDate', '31.01.2026'],
    ['startDate', '2026-02-30'],
    ['expectedCloseDate', '2026-01-31T00:00:00Z'],
  ])('has a probability from 0 to 1 and dates as YYYY-MM-DD, so that %s is not %s (PA-32)', async (field, value) => {
    const { status, body } = await call('POST', '/opportunity', { ...deal(), [field]: value });

    expect([status, body['problems']]).toMatchObject([400, [{ field: `body.${field}` }]]);
  });

  it('has what it was given within these bounds (PA-32)', async () => {
    const within = { probability: 1, startDate: '2026-01-31', expectedCloseDate: '2026-02-28' };

    const { status, body } = await call('POST', '/opportunity', { ...deal(), ...within });

    expect([status, body]).toMatchObject([201, within]);
  });
});
