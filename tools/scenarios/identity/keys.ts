import mongoose from 'mongoose';
import { freePorts } from '../../dev-stack/ports.ts';
import { createServiceProcesses } from '../../platform/processes.ts';
import { call, identityUrl, signIn, type IdentityStory, type Tokens } from './story.ts';

const EDITOR = { email: 'editor@demo.example.com', password: 'demo editor password' };
const DAY_MS = 24 * 60 * 60_000;
const MINUTE_MS = 60_000;
const PUBLISHED_AHEAD_MS = 15 * MINUTE_MS;
const PAUSE_MS = 50;

interface StoredKey {
  kid: string;
  signsFrom: Date;
}

/**
 * Signing keys are made older in the database, so that a second replica rotates them at its start and the new one signs at
 * once; all the while requests with old and new tokens go on.
 */
export async function keyRotatedUnderLoad(story: IdentityStory): Promise<Record<string, unknown>> {
  const { checks, progress } = story;
  const before = (await signIn(story, EDITOR)).body;
  const load = startLoad(story, before.accessToken);
  const replica = await secondReplica(story);
  try {
    await age(story, 400 * DAY_MS);
    await replica.start('identity-service');
    await age(story, PUBLISHED_AHEAD_MS + MINUTE_MS);
    const after = await newlySigned(story, before);
    for (let request = 0; request < 50; request += 1) load.add(await me(story, after.accessToken));
    await replica.stopAll();
  } finally {
    await load.stop();
  }
  const keys = await call<{ keys: unknown[] }>(story, 'GET', '/.well-known/jwks.json');
  checks.equal(load.failed, [], 'requests that failed while the key was rotated');
  checks.that(keys.body.keys.length >= 2, 'old and new key should be published side by side');
  progress(`the signing key was rotated under ${load.count()} requests, none of which failed`);
  return { requestsInRotation: load.count(), failedInRotation: load.failed.length };
}

function startLoad(story: IdentityStory, token: string) {
  const failed: number[] = [];
  let count = 0;
  let isGoing = true;
  const add = (status: number): void => {
    count += 1;
    if (status !== 200) failed.push(status);
  };
  const loop = (async () => {
    while (isGoing) {
      add(await me(story, token));
      await pause(PAUSE_MS);
    }
  })();
  return {
    ...{ failed, add, count: () => count },
    async stop(): Promise<void> {
      isGoing = false;
      await loop;
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Checked by the gateway and by identity-service, each with the published keys. */
async function me(story: IdentityStory, token: string): Promise<number> {
  const answers = await Promise.all(['/v1/auth/me', '/v1/contacts?size=1'].map((path) => call(story, 'GET', path, { token })));
  return answers.find(({ status }) => status !== 200)?.status ?? 200;
}

async function newlySigned(story: IdentityStory, { accessToken }: Tokens): Promise<Tokens> {
  const { body } = await signIn(story, EDITOR);
  story.checks.that(keyOf(body.accessToken) !== keyOf(accessToken), 'the new key should sign');
  return body;
}

function keyOf(token: string): unknown {
  const header = Buffer.from(token.split('.')[0] ?? '', 'base64url').toString('utf8');
  return (JSON.parse(header) as { kid?: unknown }).kid;
}

async function secondReplica(story: IdentityStory) {
  const url = identityUrl(story);
  const planned = story.plan.filter((service) => service.url === url);
  const [port, adminPort] = await freePorts(2);
  return createServiceProcesses(
    planned.map((service) => ({
      ...service,
      url: `http://127.0.0.1:${port}`,
      adminUrl: `http://127.0.0.1:${adminPort}`,
      env: { ...service.env, HTTP_PORT: String(port), ADMIN_PORT: String(adminPort) },
    })),
  );
}

/** As if so much time had gone by since each key was made. */
async function age({ database }: IdentityStory, ms: number): Promise<void> {
  const connection = await mongoose.createConnection(database.uri, { dbName: database.name }).asPromise();
  try {
    const rings = connection.collection<{ _id: string; keys: StoredKey[] }>('keyrings');
    for await (const ring of rings.find()) {
      const keys = ring.keys.map((key) => ({ ...key, signsFrom: new Date(key.signsFrom.getTime() - ms) }));
      await rings.updateOne({ _id: ring._id }, { $set: { keys }, $inc: { version: 1 } });
    }
  } finally {
    await connection.close();
  }
}
