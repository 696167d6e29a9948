import { describe, expect, it } from '@jest/globals';
import { Secret } from '@psa-bridge/core';
import fc from 'fast-check';
import { ssoProvidersOf } from './sso-config.ts';

const none = {
  GOOGLE_CLIENT_ID: undefined,
  GOOGLE_CLIENT_SECRET: undefined,
  MICROSOFT_CLIENT_ID: undefined,
  MICROSOFT_CLIENT_SECRET: undefined,
  MICROSOFT_DIRECTORY: 'common',
  OIDC_ISSUERS: undefined,
};
const SECRET = 'a demo secret';
const acme = { name: 'acme', label: 'Acme ID', issuer: 'https://id.acme.example', clientId: 'id', clientSecret: SECRET };

function withIssuers(value: unknown) {
  return { ...none, OIDC_ISSUERS: new Secret(typeof value === 'string' ? value : JSON.stringify(value)) };
}

describe('the configured providers', () => {
  it('ID-26: are none without configuration; Google and Microsoft are on by default, other issuers are not', () => {
    const all = {
      ...withIssuers([acme]),
      ...{ GOOGLE_CLIENT_ID: 'g', GOOGLE_CLIENT_SECRET: new Secret(SECRET) },
      ...{ MICROSOFT_CLIENT_ID: 'm', MICROSOFT_CLIENT_SECRET: new Secret(SECRET) },
    };

    expect(ssoProvidersOf(none)).toEqual([]);
    expect(ssoProvidersOf(all)).toMatchObject([
      { name: 'google', isOnByDefault: true, trust: 'claim' },
      { name: 'microsoft', isOnByDefault: true, trust: 'microsoft', issuer: 'https://login.microsoftonline.com/common/v2.0' },
      { name: 'acme', isOnByDefault: false, trust: 'claim' },
    ]);
  });

  it.each([
    ['half a client', { ...none, GOOGLE_CLIENT_ID: 'g' }, 'GOOGLE_CLIENT_ID'],
    ['text that is no JSON', withIssuers('[{'), 'OIDC_ISSUERS'],
    ['an issuer without TLS', withIssuers([{ ...acme, issuer: 'http://id.acme.example' }]), 'OIDC_ISSUERS.0.issuer'],
    ['a secret that is missing', withIssuers([{ ...acme, clientSecret: undefined }]), 'OIDC_ISSUERS.0.clientSecret'],
    ['a variable that is unknown', withIssuers([{ ...acme, clientsecret: SECRET }]), 'OIDC_ISSUERS.0'],
    ['a name that is taken', withIssuers([acme, acme]), 'acme'],
    ['the name of the password', withIssuers([{ ...acme, name: 'password' }]), 'password'],
  ])('refuse %s, name the place, and show no value', (_what, config, place) => {
    const refusal = thrownBy(() => ssoProvidersOf(config));

    expect(refusal).toMatchObject({ code: 'invalid_configuration', message: expect.stringContaining(place) });
    expect(String(refusal)).not.toContain(SECRET);
  });

  it('of whatever stands in OIDC_ISSUERS, it is read or refused as configuration', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
        const refusal = thrownBy(() => ssoProvidersOf(withIssuers(text)));
        if (refusal !== undefined) expect(refusal).toMatchObject({ code: 'invalid_configuration' });
      }),
    );
  });
});

function thrownBy(work: () => unknown): unknown {
  try {
    work();
    return undefined;
  } catch (error) {
    return error;
  }
}
