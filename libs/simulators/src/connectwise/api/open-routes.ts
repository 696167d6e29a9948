import { emptyAnswer, htmlAnswer, jsonAnswer, type HttpAnswer, type HttpCall } from '../../http/exchange.ts';
import type { CallbackKeys } from '../callbacks/callback-keys.ts';
import { ALIAS, type Tenant } from '../tenant.ts';
import { refuseStranger } from './authentication.ts';
import { VERSION } from './special/system.endpoints.ts';

const COMPANY_INFO = /^\/login\/companyinfo\/([^/]+)\/?$/i;
const CALLBACK_KEY = /^\/[^/]+\/+system\/callbackkey\/index\.rails$/i;

export interface OpenRoute {
  operation: 'companyInfo' | 'callbackKey';
  answer(tenant: Tenant, keys: CallbackKeys, call: HttpCall): HttpAnswer;
}

/** What needs no credentials: discovery of the codebase, and the keys of callbacks (connectwise.md 2 and 10). */
export function findOpenRoute(path: string): OpenRoute | undefined {
  const company = COMPANY_INFO.exec(path)?.[1];
  if (company !== undefined) return { operation: 'companyInfo', answer: (tenant) => companyInfo(tenant, company) };
  return CALLBACK_KEY.test(path) ? { operation: 'callbackKey', answer: callbackKey } : undefined;
}

/** A company that is not known is answered 200 and the literal null. */
function companyInfo({ credentials, switches, codebase, origin }: Tenant, company: string): HttpAnswer {
  if (company.toLowerCase() !== credentials.companyId.toLowerCase()) return jsonAnswer(200, null);
  const info: Record<string, string> = {
    CompanyName: 'Demo MSP',
    Codebase: switches.isCloud ? codebase : ALIAS,
    VersionCode: VERSION,
    VersionNumber: 'v4.6.38842',
    CompanyID: credentials.companyId,
    IsCloud: switches.isCloud ? 'True' : 'False',
    ...(switches.isCloud && switches.companyInfoSiteUrl ? { SiteUrl: origin().replace(/^https?:\/\//, '') } : {}),
  };
  return jsonAnswer(200, switches.companyInfoLowerCase ? lowerFirst(info) : info);
}

function lowerFirst(info: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(info).map(([name, value]) => [name.charAt(0).toLowerCase() + name.slice(1), value]));
}

function callbackKey(tenant: Tenant, keys: CallbackKeys, call: HttpCall): HttpAnswer {
  const refusal = tenant.switches.callbackKeyNeedsAuth ? refuseStranger(tenant, call) : undefined;
  if (refusal) return refusal;
  if (call.method !== 'GET') return emptyAnswer(405);
  const isOurs = call.query.get('companyName')?.toLowerCase() === tenant.credentials.companyId.toLowerCase();
  const key = isOurs ? keys.find(call.query.get('id') ?? '') : undefined;
  return key === undefined ? htmlAnswer(404, '404 - File or directory not found.') : jsonAnswer(200, { signing_key: key });
}
