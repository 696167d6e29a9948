import type { RecordPage, RecordView } from '../../platform/journeys.ts';
import { call, mailedToken, putSettings, signIn, type IdentityStory, type Login } from './story.ts';

const EDITOR = { email: 'editor@demo.example.com', password: 'demo editor password', name: 'Demo Editor' };
const CUSTOMER = { email: 'customer@portal.example.com', password: 'demo customer password' };

interface Step {
  rule: string;
  who: Login;
  code: string;
  message: string;
  spoil(): Promise<unknown>;
  mend(): Promise<unknown>;
}

/** ID-20 to ID-24 and ID-26: each is told with its code and its exact words, and lifted by its cure. */
export async function refusalsTold(story: IdentityStory): Promise<Record<string, unknown>> {
  const { api, checks, progress } = story;
  const { id: editor } = await api.post<{ id: string }>('/v1/users', EDITOR);
  const invited = await invitedCustomer(story);
  for (const step of stepsOf(story, editor, invited)) {
    await step.spoil();
    const refused = await signIn(story, step.who);
    await step.mend();
    const after = await signIn(story, step.who);
    const { code, detail } = refused.body;
    checks.equal([refused.status, code, detail], [403, step.code, step.message], `${step.rule}: the refusal`);
    checks.equal(after.status, 200, `${step.rule}: the sign-in after the cure`);
  }
  progress('every refusal of a sign-in was told to the letter and lifted by its cure');
  return { refusals: stepsOf(story, editor, invited).length };
}

function stepsOf({ api, ...story }: IdentityStory, editor: string, { company }: { company: RecordView }): readonly Step[] {
  const settings = (given: Record<string, unknown>) => putSettings({ api, ...story }, given);
  const user = (verb: string) => api.post(`/v1/users/${editor}/${verb}`);
  const linked = (verified: boolean) =>
    api.request('PUT', `/v1/users/${editor}/company`, { body: { companyId: company.id, verified } });
  const address = (verified: boolean) => async () => {
    await api.request('PUT', `/v1/users/${editor}/email`, { body: { email: 'moving@demo.example.com', verified: true } });
    await api.request('PUT', `/v1/users/${editor}/email`, { body: { email: EDITOR.email, verified } });
  };
  const denied = { companyType: company['type'], mode: 'denyList', companyIds: [company.id] };
  const steps: [string, string, string, () => Promise<unknown>, () => Promise<unknown>, Login?][] = [
    ['ID-20', 'USER_DELETED', 'User has been deleted', () => api.request('DELETE', `/v1/users/${editor}`), () => user('restore')],
    ['ID-21', 'EMAIL_UNVERIFIED', "Your email address hasn't been verified yet", address(false), address(true)],
    ['ID-22', 'COMPANY_UNVERIFIED', 'Your company link has not been verified', () => linked(false), () => linked(true)],
    ['ID-23', 'LOGIN_DISABLED', 'Your account has been disabled', () => user('deactivate'), () => user('activate')],
    [
      ...(['ID-24', 'COMPANY_NOT_ALLOWED', 'Unfortunately, your company is not enabled for the portal yet'] as const),
      () => settings({ companyAccess: [denied] }),
      () => settings({}),
      CUSTOMER,
    ],
    [
      ...(['ID-26', 'SIGN_IN_METHOD_DISABLED'] as const),
      'This sign-in method is switched off. Use another one, or ask your admin.',
      () => settings({ providers: { password: false, acme: true } }),
      () => settings({}),
    ],
  ];
  return steps.map(([rule, code, message, spoil, mend, who = EDITOR]) => ({ rule, code, message, spoil, mend, who }));
}

/** ID-31: a customer's contact is invited to an address of the own choice, and sets a password. */
async function invitedCustomer(story: IdentityStory): Promise<{ company: RecordView }> {
  const { api, checks } = story;
  const { items } = await api.get<RecordPage>('/v1/contacts?size=50');
  for (const contact of items) {
    const company = await api.get<RecordView>(`/v1/companies/${String(contact['companyId'])}`);
    if (company['type'] === undefined) continue;
    const sent = await api.post<{ id: string; state: string }>('/v1/invitations', {
      contactId: contact.id,
      email: CUSTOMER.email,
    });
    const token = await mailedToken(story, 'accept-invitation');
    await call(story, 'POST', '/v1/auth/invitation/follow', { body: { token } });
    const { state: followed } = await api.get<{ state: string }>(`/v1/invitations/${sent.id}`);
    await call(story, 'POST', '/v1/auth/invitation/accept', { body: { token, password: CUSTOMER.password } });
    const { state: accepted } = await api.get<{ state: string }>(`/v1/invitations/${sent.id}`);
    checks.equal(
      [sent.state, followed, accepted],
      ['invitation sent', 'pending setup', 'active'],
      'ID-31: the states of an invitation',
    );
    return { company };
  }
  throw new Error('There is no contact of a company that has a type.');
}
