import { createManualClock, loadConfig } from '@psa-bridge/core';
import { createMemoryBus } from '@psa-bridge/messaging';
import type { KeptMail } from '@psa-bridge/mail';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { createRecordStore, type RecordInput, type TenantRecords } from '@psa-bridge/records';
import { captureLogger, eventually } from '@psa-bridge/testing';
import { createArgon2Hasher } from '../src/adapters/password-hasher.argon2.ts';
import { createApp, type Overrides } from '../src/app.ts';
import { openCollections } from '../src/collections.ts';
import { configSchema } from '../src/config.ts';
import type { User } from '../src/domain/user.ts';

export const ADMIN = { email: 'admin@demo.example', password: 'demo admin password' };

export const variables = {
  KAFKA_BROKERS: '127.0.0.1:1',
  MONGODB_URI: 'mongodb://127.0.0.1:1',
  HTTP_PORT: '0',
  ADMIN_PORT: '0',
  FIELD_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
  FIELD_KEY_ACTIVE: 'test',
  PUBLIC_URL: 'https://bridge.demo.example',
  MAIL_URL: 'outbox:',
  BOOTSTRAP_TENANT_NAME: 'Demo MSP',
  BOOTSTRAP_ADMIN_EMAIL: ADMIN.email,
  BOOTSTRAP_ADMIN_PASSWORD: ADMIN.password,
};

/** Real rules at a cost that tests can pay. */
export const cheapHasher = createArgon2Hasher({ memory: 64, passes: 1, parallelism: 1 });

export const EDITOR = {
  email: 'editor@demo.example',
  password: 'demo editor password',
  name: 'Demo Editor',
  permissions: ['Quote editor'],
};

export interface Tokens {
  accessToken: string;
  accessTokenExpiresAt: string;
  refreshToken: string;
  refreshTokenExpiresAt: string;
  user: { id: string; email: string };
}

export interface Answer {
  status: number;
  headers: Headers;
  body: never;
}

export interface CallOptions {
  token?: string;
  body?: unknown;
  address?: string;
  ifMatch?: string;
}

/** The whole service in this process, on the in-memory parts and a clock that stands still unless others are given. */
export async function startIdentityApp(overrides: Overrides = {}, env: Readonly<Record<string, string>> = {}, at = new Date()) {
  const manualClock = createManualClock(at);
  const clock = overrides.clock ?? manualClock;
  const store = overrides.store ?? createMemoryStore({ clock });
  const log = captureLogger();
  const bus = overrides.bus ?? createMemoryBus({ clock });
  const parts = { bus, logger: log.logger, hasher: cheapHasher };
  const app = createApp(loadConfig(configSchema, { ...variables, ...env }), { ...parts, ...overrides, store, clock });
  await app.start();

  async function call(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    { token, body, address, ifMatch }: CallOptions = {},
  ): Promise<Answer> {
    const response = await fetch(`${app.address()}${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(address ? { 'x-forwarded-for': address } : {}),
        ...(ifMatch ? { 'if-match': ifMatch } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: (text ? JSON.parse(text) : undefined) as never };
  }

  async function signIn({ email, password }: { email: string; password: string } = ADMIN): Promise<Tokens> {
    const answer = await call('POST', '/v1/auth/sign-in', { body: { email, password } });
    if (answer.status !== 200) throw new Error(`sign-in answered ${answer.status}`);
    return answer.body;
  }

  const collections = openCollections(store);

  /** Makes the editor as an admin does, and answers the user's id. */
  async function createEditor(): Promise<string> {
    const { accessToken: token } = await signIn();
    const { status, body } = await call('POST', '/v1/users', { token, body: EDITOR });
    if (status !== 201) throw new Error(`creating the editor answered ${status}`);
    return (body as { id: string }).id;
  }

  /** Changes what is stored of a user, where no route does it. */
  async function changeUser(id: string, change: (user: User) => Partial<User>): Promise<void> {
    await collections.users.acrossTenants('test').mutate(id, (user) => user && { ...user, ...change(user) });
  }

  /** The mails to one address, the latest first, once there are so many. */
  function mailsTo(address: string, count: number): Promise<readonly KeptMail[]> {
    return eventually(async () => {
      const mails = await collections.mailOutbox.acrossTenants('test').find({ to: address }, { sort: { at: -1, _id: -1 } });
      if (mails.length < count) throw new Error(`there are ${mails.length} mails to ${address}`);
      return mails;
    });
  }

  /** All that was asked for was sent, or found not to be sent. */
  function mailsDone(): Promise<void> {
    return eventually(async () => {
      if ((await collections.mailJobs.acrossTenants('test').count({})) > 0) throw new Error('mails wait');
    });
  }

  /** The token of the latest mail to an address, once there are so many. */
  async function mailedToken(address: string, count = 1): Promise<string> {
    const [latest] = await mailsTo(address, count);
    return /#token=(\S+)/.exec(latest?.text ?? '')?.[1] ?? '';
  }

  /** The first tenant's records, as a connector writes them. */
  async function records(): Promise<TenantRecords> {
    const [tenant] = await collections.tenants.acrossTenants('test').find({});
    return createRecordStore({ store, clock, source: 'test' }).forTenant(tenant?._id ?? '');
  }

  /** A company with contacts that have these addresses; answers its id and theirs. */
  async function createCompany(name: string, emails: readonly string[], more: Partial<RecordInput<'contact'>> = {}) {
    const own = await records();
    const context = { source: 'test', pushTo: [] };
    const { _id: companyId } = await own.create('company', { name }, context);
    const contacts: string[] = [];
    for (const email of emails) {
      const { _id } = await own.create('contact', { companyId, firstName: 'Demo', lastName: name, email, ...more }, context);
      contacts.push(_id);
    }
    return { companyId, contactIds: contacts, contactId: contacts[0] ?? '' };
  }

  return {
    ...{ app, store, collections, log, clock: manualClock, call, signIn, createEditor, changeUser, mailsTo, mailsDone },
    ...{ mailedToken, records, createCompany, bus },
  };
}

export type IdentityApp = Awaited<ReturnType<typeof startIdentityApp>>;
