import { call, signIn, type IdentityStory } from './story.ts';

const EDITOR = { email: 'editor@demo.example.com', password: 'demo editor password' };

/** A refresh token that is shown a second time was stolen: whoever holds it or what grew from it is out. */
export async function theftDetected(story: IdentityStory): Promise<Record<string, unknown>> {
  const { checks, progress } = story;
  const refresh = (refreshToken: string) => call(story, 'POST', '/v1/auth/refresh', { body: { refreshToken } });
  const stolen = (await signIn(story, EDITOR)).body.refreshToken;
  const second = await refresh(stolen);
  const third = await refresh(second.body.refreshToken);

  const thief = await refresh(stolen);
  const owner = await refresh(third.body.refreshToken);

  checks.equal([second.status, third.status], [200, 200], 'the refreshes of the owner');
  checks.equal(
    [thief.status, thief.body.code, owner.status],
    [401, 'refresh_token_reused', 401],
    'the thief, and the owner afterwards',
  );
  progress('a refresh token that was shown twice ended its whole family');
  return {};
}
