import { call, putSettings, signIn, type IdentityStory, type Problem, type Tokens } from './story.ts';

const PERSON = { email: 'sso@demo.example.com', password: 'demo sso password', name: 'Demo Person' };

/** ID-21, ID-25, ID-27: the provider's word verifies the address; another address is refused and explained to the admin. */
export async function addressVerifiedBySso(story: IdentityStory): Promise<Record<string, unknown>> {
  const { api, issuer, checks, progress } = story;
  await putSettings(story, { providers: { acme: true } });
  const { id } = await api.post<{ id: string }>('/v1/users', { ...PERSON, emailVerified: false });
  const before = await signIn(story, PERSON);

  issuer.person = { sub: 'person-1', email: PERSON.email, email_verified: true };
  const bySso = await journey(story);
  const after = await signIn(story, PERSON);
  issuer.person = { sub: 'person-1', email: 'renamed@demo.example.com', email_verified: true };
  const mismatch = await journey(story);
  const { lastRefusedSignIn } = await api.get<{ lastRefusedSignIn?: { explanation: string } }>(`/v1/users/${id}`);

  checks.equal([before.status, before.body.code], [403, 'EMAIL_UNVERIFIED'], 'ID-21: the password before');
  checks.equal(
    [bySso.status, bySso.body.user.emailVerified, after.status],
    [200, true, 200],
    'ID-21: by the provider, and afterwards',
  );
  checks.equal([mismatch.status, mismatch.body.code], [403, 'EMAIL_MISMATCH'], 'ID-27: another address');
  checks.that(
    lastRefusedSignIn?.explanation.includes('renamed@demo.example.com') === true &&
      lastRefusedSignIn.explanation.includes(PERSON.email),
    'ID-27: the admin should see both addresses',
  );
  progress('a sign-in by a provider verified the address, and another address was refused and explained');
  return {};
}

async function journey(story: IdentityStory): Promise<{ status: number; body: Tokens & Problem }> {
  const begun = await call<{ authorizationUrl: string; attempt: string }>(story, 'POST', '/v1/auth/sso/acme/begin', { body: {} });
  const { authorizationUrl, attempt } = begun.body;
  const answer = await story.browse(authorizationUrl);
  return call(story, 'POST', '/v1/auth/sso/acme/finish', { body: { answer, attempt } });
}
