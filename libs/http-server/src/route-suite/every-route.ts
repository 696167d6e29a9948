import { describe, expect, it } from '@jest/globals';
import { newId, PERMISSIONS, type Caller, type Permission } from '@psa-bridge/core';
import { FORBIDDEN_MESSAGE, UNLINKED_MESSAGE } from '../auth.ts';
import { problems } from '../openapi-problems.ts';
import { heedsIfMatch, type Route } from '../route.ts';
import { sampleBody } from './sample-body.ts';
import { admin, createTokens, person, type TokenChange, type Tokens } from './tokens.ts';

/** Values for the placeholders of a path. */
export type Ids = Readonly<Record<string, string>>;

/** A running service, and what cannot be told from its routes. */
export interface RoutesUnderTest {
  routes: readonly Route[];
  url: string;
  /** Whose `verifyToken` the service was started with. */
  tokens: Tokens;
  /** Placeholders that name something of another tenant in the route; undefined where it has nothing of any tenant. */
  theirs(route: Route): Ids | undefined;
  /** That tenant; `them` without. */
  them?: string;
  /** Placeholders that are no UUIDs: what nobody has. */
  nobodys?(route: Route): Ids;
  /** Bodies that cannot be made from their schemas alone, by method and path. */
  bodies?: Readonly<Record<string, unknown>>;
  /** Those of them that name what the other tenant has, as that one sends them. */
  theirBodies?: Readonly<Record<string, unknown>>;
}

interface Answer {
  status: number;
  problem: Readonly<Record<string, unknown>>;
  etag: string | undefined;
}

interface Sent {
  token?: string | undefined;
  body?: unknown;
  /** Sent as it is, in place of `body`. */
  raw?: string;
  type?: string;
  query?: string;
  ifMatch?: string;
}

/** Generated from the routes as data: a new route is tested by being there. */
export function describeEveryRoute(service: RoutesUnderTest): void {
  const routes = service.routes.filter(({ credential }) => credential === undefined);
  const named = (some: readonly Route[]) => some.map((route) => ({ name: `${route.method} ${route.path}`, route }));
  const guarded = routes.filter(({ permission }) => permission !== 'public');
  const describeEach = (some: readonly Route[], tests: (route: Route, ask: Asking) => void): void => {
    if (some.length > 0) describe.each(named(some))('$name', ({ route }) => tests(route, asking(service, route)));
  };

  describeEach(guarded, describeEntrance);
  // Before anything of theirs is deleted.
  describeEach(
    routes.filter((route) => heedsIfMatch(route) && readingOf(routes, route) !== undefined),
    (route, ask) => {
      const reading = readingOf(routes, route);
      if (reading) describeRevision(route, ask, asking(service, reading));
    },
  );
  describeEach(
    guarded.filter((route) => service.theirs(route) !== undefined),
    describeTenancy,
  );
  describeEach(
    routes.filter(({ rawBody }) => rawBody !== true),
    describeUnknownQuery,
  );
  describeEach(routes.filter(refusesX), describeNoId);
  describeEach(
    routes.filter(({ body, method, rawBody }) => body === undefined && method !== 'GET' && rawBody !== true),
    describeNoBody,
  );
  describeEach(
    routes.filter(({ body }) => body !== undefined),
    describeBody,
  );
}

/** How one route is asked; the placeholders of its path are what nobody has, unless others are given. */
interface Asking {
  (sent: Sent, ids?: Ids): Promise<Answer>;
  as(caller: Caller, sent?: Omit<Sent, 'token'>, ids?: Ids): Promise<Answer>;
  token(caller: Caller, change?: TokenChange): Promise<string>;
  /** A body that the route takes. */
  body: unknown;
  /** The same as that other tenant sends it. */
  theirBody: unknown;
  /** What is another tenant's, and who that is. */
  theirs: Ids;
  them: string;
}

function asking(service: RoutesUnderTest, route: Route): Asking {
  const { tokens, url, nobodys, bodies = {}, theirBodies = {} } = service;
  const name = `${route.method} ${route.path}`;
  const given = bodies[name];
  const body = route.body && (given ?? sampleBody(route.body));
  const documented = [...Object.keys(route.responses), ...Object.keys(problems(route))].map(Number);

  async function ask(sent: Sent, ids: Ids = {}): Promise<Answer> {
    const all: Ids = { ...nobodys?.(route), ...ids };
    const path = route.path.replace(/\{(\w+)\}/g, (_whole, name: string) => all[name] ?? newId());
    const response = await fetch(`${url}${path}${sent.query ?? ''}`, {
      ...{ method: route.method, redirect: 'manual' },
      ...messageOf(sent),
    });
    if (response.status < 500) expect(documented).toContain(response.status);
    return { status: response.status, problem: await problemIn(response), etag: response.headers.get('etag') ?? undefined };
  }

  return Object.assign(ask, {
    as: async (caller: Caller, sent: Omit<Sent, 'token'> = {}, ids: Ids = {}) =>
      ask({ ...sent, token: await tokens.sign(caller) }, ids),
    token: (caller: Caller, change?: TokenChange) => tokens.sign(caller, change),
    body,
    theirBody: theirBodies[name] ?? body,
    theirs: service.theirs(route) ?? {},
    them: service.them ?? 'them',
  });
}

function messageOf({ token, body, raw, type = 'application/json', ifMatch = '"1"' }: Sent): RequestInit {
  const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  return {
    headers: {
      'if-match': ifMatch,
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(content !== undefined && { 'content-type': type }),
    },
    ...(content !== undefined && { body: content }),
  };
}

/** Streams do not end, so only what was refused is read. */
async function problemIn(response: Response): Promise<Answer['problem']> {
  if (response.status >= 400) return (await response.json()) as Answer['problem'];
  await response.body?.cancel();
  return {};
}

function describeEntrance(route: Route, ask: Asking): void {
  it('is refused without a token, with an expired one, one for somebody else and one that somebody else signed', async () => {
    const forger = await createTokens();
    const tokens = [
      undefined,
      await ask.token(admin('us'), { expires: '-1m' }),
      await ask.token(admin('us'), { audience: 'other' }),
      await forger.sign(admin('us')),
      'nonsense',
    ];

    const answers = await Promise.all(tokens.map((token) => ask({ token, body: ask.body })));

    expect(answers.map(({ status, problem }) => [status, problem['code']])).toEqual([
      [401, 'token_missing'],
      [401, 'token_expired'],
      [401, 'token_invalid'],
      [401, 'token_invalid'],
      [401, 'token_invalid'],
    ]);
  });

  it('lets admins in, and of the others only who has the permission (ID-06, ID-12)', async () => {
    const needs: readonly string[] = [route.permission].flat();
    const isForAll = needs.includes('signed-in') || needs.includes('own-account');
    const roles: readonly (Permission | undefined)[] = [undefined, ...PERMISSIONS];

    const entered: (Permission | undefined)[] = [];
    for (const role of roles) {
      const { status, problem } = await ask.as(person('us', role ? [role] : []));
      if (status !== 403 || problem['detail'] !== FORBIDDEN_MESSAGE) entered.push(role);
    }
    const asAdmin = await ask.as(admin('us'));

    expect(entered).toEqual(roles.filter((role) => isForAll || (role !== undefined && needs.includes(role))));
    expect(asAdmin.problem['code'] ?? '').not.toMatch(/^(token|permission)_/);
  });

  it('is only for people with a verified company, but for what concerns their own account (ID-03)', async () => {
    const { status, problem } = await ask.as({ ...person('us', PERMISSIONS), isUnlinked: true });

    const isRefused = status === 403 && problem['detail'] === UNLINKED_MESSAGE;
    expect(isRefused).toBe(route.permission !== 'own-account');
  });
}

function describeTenancy(_route: Route, ask: Asking): void {
  it("answers another tenant's id exactly as one that nobody has, and otherwise to its owner", async () => {
    const sent = { body: ask.body };

    const foreign = await ask.as(admin('us'), sent, ask.theirs);
    const missing = await ask.as(admin('us'), sent);
    const own = await ask.as(admin(ask.them), sent, ask.theirs);

    expect(foreign.status).toBe(404);
    expect({ ...foreign.problem, requestId: '' }).toEqual({ ...missing.problem, requestId: '' });
    expect(own.problem['code']).not.toBe(foreign.problem['code']);
  });
}

/** Where the ETag of what a route changes is read: at its own path, or at the nearest one above. */
function readingOf(routes: readonly Route[], { path }: Route): Route | undefined {
  return routes
    .filter((other) => other.method === 'GET' && (path === other.path || path.startsWith(`${other.path}/`)))
    .filter((other) => placeholdersOf(other).length === placeholdersOf({ path }).length)
    .sort((a, b) => b.path.length - a.path.length)[0];
}

const NEVER = '"999999999999999"';

function describeRevision({ method }: Route, ask: Asking, read: Asking): void {
  it('refuses a change of another revision than the one that stands; its ETag is there to be read', async () => {
    const owner = admin(ask.them);

    const { etag } = await read.as(owner, {}, ask.theirs);
    const stale = await ask.as(owner, { body: ask.theirBody, ifMatch: NEVER }, ask.theirs);

    expect(etag).toMatch(/^"\d+"$/);
    expect([stale.status, stale.problem['detail']]).toEqual([412, expect.stringContaining('meanwhile')]);
    expect(stale.problem['code']).toMatch(/^(revision|settings)_conflict$/);
  });

  // What is deleted, or moved to another state, is missed by the tests that follow.
  if (method !== 'PUT' && method !== 'PATCH') return;
  it('looks at a change of the revision that stands', async () => {
    const owner = admin(ask.them);

    const { etag } = await read.as(owner, {}, ask.theirs);
    const fresh = await ask.as(owner, { body: ask.theirBody, ...(etag !== undefined && { ifMatch: etag }) }, ask.theirs);

    expect(fresh.status).not.toBe(412);
  });
}

const fieldsIn = ({ problem }: Answer): readonly string[] =>
  (problem['problems'] as readonly { field: string }[] | undefined)?.map(({ field }) => field) ?? [];

function describeUnknownQuery(_route: Route, ask: Asking): void {
  it('refuses a query parameter that it does not know, by name', async () => {
    const answer = await ask.as(admin('us'), { body: ask.body, query: '?surprise=1' });

    expect([answer.status, fieldsIn(answer)]).toEqual([400, ['query.surprise']]);
  });
}

const placeholdersOf = ({ path }: Pick<Route, 'path'>): readonly string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
const allX = (route: Route): Ids => Object.fromEntries(placeholdersOf(route).map((name) => [name, 'x']));

function refusesX(route: Route): boolean {
  return route.params?.safeParse(allX(route)).success === false;
}

function describeNoId(route: Route, ask: Asking): void {
  it('refuses what is no id, by name', async () => {
    const answer = await ask.as(admin('us'), { body: ask.body }, allX(route));

    const refused = route.params?.safeParse(allX(route)).error?.issues.map(({ path }) => `path.${path.join('.')}`);
    expect([answer.status, fieldsIn(answer)]).toEqual([400, refused]);
  });
}

function describeNoBody(_route: Route, ask: Asking): void {
  it('refuses a body', async () => {
    const answer = await ask.as(admin('us'), { body: { surprise: 1 } });

    expect([answer.status, fieldsIn(answer)]).toEqual([400, ['body']]);
  });
}

function describeBody(route: Route, ask: Asking): void {
  it('takes the body that the other tests change', () => {
    expect(route.body?.safeParse(ask.body).error?.issues ?? []).toEqual([]);
  });

  it('refuses fields of the wrong type, each by name', async () => {
    const body = ask.body as Readonly<Record<string, unknown>>;
    const wrong = { not: 'this' };
    const refusing = Object.keys(body).filter((field) => route.body?.safeParse({ ...body, [field]: wrong }).success === false);

    const answer = await ask.as(admin('us'), {
      body: { ...body, ...Object.fromEntries(refusing.map((field) => [field, wrong])) },
    });

    const named = new Set(fieldsIn(answer).map((field) => field.split('.').slice(0, 2).join('.')));
    expect(named).toEqual(new Set(refusing.map((field) => `body.${field}`)));
  });

  it('refuses fields that it does not know, by name', async () => {
    const answer = await ask.as(admin('us'), { body: { ...(ask.body as object), surprise: 1 } });

    expect([answer.status, fieldsIn(answer)]).toEqual([400, ['body.surprise']]);
  });

  it.each([
    ['no JSON', '{"name": ', 'malformed_json'],
    ['no object', '[1]', 'invalid_request'],
  ])('refuses %s', async (_what, raw, code) => {
    const answer = await ask.as(admin('us'), { raw });

    expect([answer.status, answer.problem['code']]).toEqual([400, code]);
    expect(answer.problem['detail']).toMatch(/^body/);
  });

  it('refuses what is larger than allowed', async () => {
    const answer = await ask.as(admin('us'), { body: { name: 'x'.repeat(1024 * 1024) } });

    expect([answer.status, answer.problem['code']]).toEqual([413, 'body_too_large']);
  });

  it('refuses what is not said to be JSON', async () => {
    const answer = await ask.as(admin('us'), { raw: '{}', type: 'text/plain' });

    expect([answer.status, answer.problem['code']]).toEqual([415, 'unsupported_media_type']);
  });
}
