import { jsonText } from '../../../http/json-text.ts';
import { randomUUID } from 'node:crypto';
import { isLoopbackHttp } from '../../../http/callout.ts';
import { levelsOf } from '../../callbacks/levels.ts';
import { problem, type EntityRules, type Proposal } from '../proposal.ts';

/** connectwise.md 10, Registration. */
export const callbackRules: EntityRules = {
  check: (proposal) => [...checkUrl(proposal), ...checkLevel(proposal), ...checkTwin(proposal)],
  derive: ({ tenant, previous, values }) => ({
    // Level owner is asked for with 1; 0 is turned into it.
    objectId: values['objectId'] === 0 ? 1 : (values['objectId'] ?? null),
    memberId: previous?.values['memberId'] ?? tenant.apiMember.id,
    connectWiseID: previous?.values['connectWiseID'] ?? randomUUID(),
  }),
};

function checkUrl({ tenant, values }: Proposal) {
  const url = jsonText(values['url'] ?? '');
  const parsed = URL.parse(url);
  const isPublicHttps = parsed?.protocol === 'https:' && parsed.hostname.includes('.');
  const isFit = isPublicHttps || (tenant.switches.loopbackHttpCallbacks && isLoopbackHttp(url));
  return isFit ? [] : [problem('callbackEntry', 'InvalidField', 'url', 'Invalid URL')];
}

const BAD_LEVEL = 'Unrecognized level for type, see documentation for supported levels for each type';

function checkLevel({ tenant, values }: Proposal) {
  const levels = levelsOf(jsonText(values['type'] ?? ''), tenant.switches.siteCallbacks);
  if (!levels) return [problem('callbackEntry', 'InvalidObject', 'type', 'Unrecognized type')];
  const isKnown = levels.includes(jsonText(values['level'] ?? '').toLowerCase());
  return isKnown ? [] : [problem('callbackEntry', 'InvalidObject', 'level', BAD_LEVEL)];
}

function checkTwin({ tenant, previous, values }: Proposal) {
  const key = (one: Proposal['values']): string =>
    ['type', 'level', 'objectId', 'url']
      .map((name) => jsonText(one[name] ?? ''))
      .join('\n')
      .toLowerCase();
  const twin = tenant.database.find('Callback Entry', (row) => row.id !== previous?.id && key(row.values) === key(values));
  return twin ? [problem('callbackEntry', 'ObjectExists', 'objectId', 'A matching callback entry already exists')] : [];
}
