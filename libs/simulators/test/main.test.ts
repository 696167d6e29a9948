import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, expect, it } from '@jest/globals';

const VENDORS = [
  { vendor: 'autotask', main: new URL('../src/autotask/main.ts', import.meta.url), entity: 'Companies', count: 4 },
  { vendor: 'connectwise', main: new URL('../src/connectwise/main.ts', import.meta.url), entity: 'Company', count: 3 },
  { vendor: 'halopsa', main: new URL('../src/halopsa/main.ts', import.meta.url), entity: 'Client', count: 3 },
  { vendor: 'xero', main: new URL('../src/xero/main.ts', import.meta.url), entity: 'Contacts', count: 3 },
];

/** What finds the way without credentials. */
const DISCOVERY: Readonly<Record<string, (printed: Record<string, string>) => string>> = {
  autotask: ({ baseUrl, userName }) =>
    `${baseUrl}/ATServicesRest/V1.0/zoneInformation?user=${encodeURIComponent(userName ?? '')}`,
  connectwise: ({ siteUrl, companyId }) => `${siteUrl}/login/companyinfo/${companyId}`,
  halopsa: ({ hostUrl }) => `${hostUrl}/api/authinfo`,
  // Nothing to find: the redirect of the consent screen ends at an address that nobody listens on.
  xero: ({ controlUrl }) => controlUrl ?? '',
};

describe('a simulator as its own process', () => {
  it.each(VENDORS)(
    '$vendor starts under plain Node, prints its addresses, answers and stops on SIGTERM',
    async ({ vendor, main, entity, count }) => {
      const child = spawn(process.execPath, [main.pathname, '--companies=3', '--call-ms=0'], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
      const printed = JSON.parse(line) as Record<string, string>;
      const { simulator, controlUrl } = printed;

      const discovery = DISCOVERY[vendor]?.(printed) ?? '';
      const found = await fetch(discovery);
      const counted = await fetch(`${controlUrl}/count`, { method: 'POST', body: JSON.stringify({ entity }) });
      child.kill('SIGTERM');
      const [code] = (await once(child, 'exit')) as [number | null];

      expect([simulator, found.status, await counted.json(), code]).toEqual([vendor, 200, { result: count }, 0]);
      expect(line).not.toMatch(/Secret|Private/);
    },
  );
});
