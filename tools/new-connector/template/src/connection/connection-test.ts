import type { ConnectionReport } from '@psa-bridge/connector-kit';
import type { ExamplePsaSession } from '../session.ts';

/** Tests a connection. Each right that is needed becomes a check, which names it and says how to give it. */
export async function testExamplePsaConnection({ client }: ExamplePsaSession): Promise<ConnectionReport> {
  const { account, name } = await client.account();
  return {
    ...{ fingerprint: `account:${account}`, displayName: name },
    checks: [{ name: 'credentials', ok: true, message: 'Example PSA accepts the token.' }],
  };
}
