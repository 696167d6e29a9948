import { randomUUID } from 'node:crypto';
import { isLoopbackHttp } from '../../../http/callout.ts';
import type { Tenant } from '../../tenant.ts';
import { amount, text, type EntityRules } from '../proposal.ts';

const AUTHENTICATION = { none: 0, basic: 1, bearer: 2, apiKey: 3 } as const;

/** halopsa.md 7, Management: where it goes, and the credentials that go with it. */
export const webhookRules: EntityRules = {
  check({ tenant, values }) {
    if (text(values['name']).trim() === '') return 'Please populate name';
    if (!isTaken(tenant, text(values['url']))) return 'The URL must begin with https://';
    if (values['content_type'] !== 'application/json') return 'The content type is not supported';
    if (amount(values['method']) !== 0) return 'Only POST is supported';
    return checkAuthentication(tenant, amount(values['authentication_type']), text(values['basic_username']));
  },
  derive: ({ tenant, previous, values, sent }) => ({
    guid: previous?.values['guid'] ?? randomUUID(),
    ...(tenant.switches.webhookBatchFields ? {} : { batch_method: 0, auto_disable_attempts: 0, notify_on_failure: false }),
    ...(sent['active'] === true ? { disabled: false, failures: 0 } : {}),
    ...('basic_password' in sent ? {} : { basic_password: values['basic_password'] ?? null }),
  }),
  follow({ tenant, remove }, { action, before }) {
    if (action !== 'delete' || !before) return;
    const isOurs = ({ values }: { values: Readonly<Record<string, unknown>> }) => values['webhook_id'] === before.values['guid'];
    for (const { id } of tenant.database.filter('Notification', isOurs)) remove('Notification', id);
  },
};

function isTaken({ switches }: Tenant, url: string): boolean {
  return URL.parse(url)?.protocol === 'https:' || (switches.loopbackHttpWebhooks && isLoopbackHttp(url));
}

function checkAuthentication({ switches }: Tenant, type: number, username: string): string | undefined {
  const { none, basic, bearer, apiKey } = AUTHENTICATION;
  const taken: readonly number[] = switches.moreAuthenticationTypes ? [none, basic, bearer, apiKey] : [none, basic];
  if (!taken.includes(type)) return 'The authentication type is not supported';
  return type === basic && username === '' ? 'Please populate username' : undefined;
}

/** Credentials as a delivery carries them; those of bearer and API key stand where the password of basic does. */
export function authorizationOf(values: Readonly<Record<string, unknown>>): Record<string, string> {
  const secret = text(values['basic_password']);
  switch (values['authentication_type']) {
    case AUTHENTICATION.basic:
      return { authorization: `Basic ${Buffer.from(`${text(values['basic_username'])}:${secret}`).toString('base64')}` };
    case AUTHENTICATION.bearer:
      return { authorization: `Bearer ${secret}` };
    case AUTHENTICATION.apiKey:
      return { [text(values['authentication_header']).toLowerCase() || 'x-api-key']: secret };
    default:
      return {};
  }
}

export const notificationRules: EntityRules = {
  check: ({ tenant, values }) =>
    tenant.database.byGuid('Webhook', text(values['webhook_id'])) ? undefined : 'The webhook does not exist',
};
