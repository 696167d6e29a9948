/** A part of the public address space that a service behind the gateway answers. */
export interface Prefix {
  /** Everything at and below this path. */
  path: string;
  /** `public` paths check their callers themselves: sign-in, keys, signed webhooks. */
  permission: 'public' | 'signed-in';
  /** Webhooks come by POST, and have a size limit of their own. */
  isWebhook?: boolean;
}

/** Begins the paths that PSAs deliver to. */
export const WEBHOOKS = '/v1/webhooks/';

/** A service behind the gateway. */
export interface Upstream {
  /** What people call it. */
  name: string;
  /** Its base URL. */
  url: string;
  prefixes: readonly Prefix[];
}

export interface UpstreamAddresses {
  identity: string;
  issues: string;
  /** Where invoices are taken to Xero. */
  xero?: string | undefined;
  /** Base URL by provider. */
  connectors: ReadonlyMap<string, string>;
}

/** Which service answers which paths: known by configuration alone, so a new connector changes no code here. */
export function upstreams({ identity, issues, xero, connectors }: UpstreamAddresses): readonly Upstream[] {
  return [
    {
      name: 'identity service',
      url: identity,
      prefixes: [
        { path: '/v1/auth', permission: 'public' },
        { path: '/v1/users', permission: 'signed-in' },
        { path: '/v1/roles', permission: 'signed-in' },
        { path: '/v1/invitations', permission: 'signed-in' },
        { path: '/v1/people', permission: 'signed-in' },
        { path: '/v1/duplicates', permission: 'signed-in' },
        { path: '/v1/api-keys', permission: 'signed-in' },
        { path: '/v1/audit', permission: 'signed-in' },
        { path: '/.well-known/jwks.json', permission: 'public' },
      ],
    },
    { name: 'issues service', url: issues, prefixes: [{ path: '/v1/issues', permission: 'signed-in' }] },
    ...(xero === undefined
      ? []
      : [
          {
            name: 'Xero invoice sync',
            url: xero,
            prefixes: [
              { path: '/v1/xero', permission: 'signed-in' as const },
              { path: `${WEBHOOKS}xero`, permission: 'public' as const, isWebhook: true },
            ],
          },
        ]),
    ...[...connectors].map(([provider, url]) => ({
      name: `${provider} connector`,
      url,
      prefixes: [
        { path: `/v1/integrations/${provider}`, permission: 'signed-in' as const },
        { path: `${WEBHOOKS}${provider}`, permission: 'public' as const, isWebhook: true },
      ],
    })),
  ];
}

export function isBelow(path: string, prefix: string): boolean {
  return path === prefix || path.startsWith(`${prefix}/`);
}
