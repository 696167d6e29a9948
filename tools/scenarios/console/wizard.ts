import type { Page } from 'playwright-core';
import type { Provider } from '../../platform/connector-plans.ts';
import type { Checks } from '../../scenario-run/checks.ts';

/** One PSA, and what a person knows of it who connects it. */
export interface Wizard {
  provider: Provider;
  /** As its button calls it. */
  psa: string;
  credentials: Readonly<Record<string, string>>;
  /** The credential that is wrong at first. */
  secret: string;
  /** What is said of that. */
  refusal: string;
}

interface Walk {
  page: Page;
  url: string;
  checks: Checks;
}

const LABELS: Readonly<Record<Provider, Readonly<Record<string, string>>>> = {
  autotask: {
    userName: 'Username (key) of the API user',
    secret: 'Password (secret) of the API user',
    integrationCode: 'Tracking identifier',
    zoneUrl: 'Zone URL (optional)',
  },
  connectwise: {
    site: 'Site',
    companyId: 'Company ID',
    publicKey: 'Public key of the API member',
    privateKey: 'Private key of the API member',
    clientId: 'Client ID',
  },
  halo: {
    host: 'Host',
    tenant: 'Tenant (optional)',
    clientId: 'Client ID',
    clientSecret: 'Client secret',
    website: 'Your website (optional)',
  },
};

/** Types credentials in; what is not among them stays as it is. */
export async function typeCredentials(page: Page, { provider, credentials }: Pick<Wizard, 'provider' | 'credentials'>) {
  for (const [name, label] of Object.entries(LABELS[provider])) {
    const value = credentials[name];
    if (value !== undefined) await page.getByRole('textbox', { name: label, exact: true }).fill(value);
  }
}

/**
 * From nothing to a PSA whose data may flow, by somebody who signed in: a wrong secret, the right one, the preview with what is to
 * be decided, the confirmation. Answers the integration's id.
 */
export async function walkTheWizard({ page, url, checks }: Walk, wizard: Wizard, decide: (page: Page) => Promise<void>) {
  const { provider, psa, credentials, secret, refusal } = wizard;
  const test = page.getByRole('button', { name: 'Test the connection' });
  await page.goto(`${url}/integrations`);
  await page.getByRole('link', { name: `Connect ${psa}` }).click();
  await typeCredentials(page, { provider, credentials: { ...credentials, [secret]: 'not the secret' } });
  await test.click();
  await page.getByText(refusal).first().waitFor();
  checks.that(await page.getByRole('alert').isVisible(), `${psa}: a wrong secret is told as what is wrong`);
  await typeCredentials(page, { provider, credentials });
  await test.click();
  await page.getByText('The connection works').waitFor();
  await page.getByRole('button', { name: 'To the preview' }).click();
  await page.getByRole('button', { name: 'Compare both sides' }).click();
  const confirm = page.getByRole('button', { name: 'Confirm and let data flow' });
  await confirm.waitFor();
  await decide(page);
  await confirm.click();
  const connected = new RegExp(String.raw`/integrations/${provider}/([\da-f-]{36})/`);
  await page.waitForURL(connected);
  return connected.exec(page.url())?.[1] ?? '';
}

/** What stands here already is shown as what the PSA calls the same, before anything is linked. */
export function seesItsMatches(checks: Checks) {
  return async (page: Page): Promise<void> => {
    const first = page.getByRole('region', { name: 'What matches' }).getByRole('listitem').first();
    const text = (await first.textContent()) ?? '';
    checks.that(/Demo .+ is Demo .+ by its/.test(text), `the first match is shown with its reason: ${text}`);
    await decideTheRest(page);
  };
}

/** Whatever fits several records is none of them. */
export async function decideTheRest(page: Page): Promise<void> {
  const rest = page.getByRole('button', { name: 'Decide the rest as new ones' });
  if (await rest.isVisible()) await rest.click();
}
