import { jsonAnswer, type HttpAnswer, type HttpCall } from '../../http/exchange.ts';
import { TEXT } from '../refusal.ts';
import type { Tenant } from '../tenant.ts';

/** The customer's zone, as discovery shows it (autotask.md 1.1). */
export interface Zone {
  name: string;
  /** The database's number. */
  ci: number;
  /** Ends in `/ATServicesRest/`. */
  url: string;
  webUrl: string;
}

/** `zoneInformation`: open, for a known user only. */
export function answerZone({ credentials, switches }: Tenant, zone: Zone, { query }: HttpCall): HttpAnswer {
  const user = [...query].find(([name]) => name.toLowerCase() === 'user')?.[1] ?? '';
  const isKnown = user.toLowerCase() === credentials.userName.toLowerCase();
  if (!isKnown || switches.zoneDiscoveryFails) return jsonAnswer(500, { errors: [TEXT.zone] });
  const url = switches.zoneUrlDoubleSlash ? zone.url.replace(/\/ATServicesRest\/$/, '//ATServicesRest/') : zone.url;
  return jsonAnswer(200, { zoneName: zone.name, url, webUrl: zone.webUrl, ci: zone.ci });
}

/** `VersionInformation`: open, and no proof of anything. */
export function answerVersions({ switches }: Tenant): HttpAnswer {
  return jsonAnswer(200, { apiVersions: switches.versionListHasV2 ? ['V1.0', 'V2.0'] : ['V1.0'] });
}
