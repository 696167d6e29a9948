import { describe, expect, it } from '@jest/globals';
import { configSchema } from '@psa-bridge/identity-service';
import { describeVariables } from './configuration-tables.ts';
import { withMade } from './markdown.ts';

const SOURCE = `
  /** Of the first tenant,
   *  made once. */
  BOOTSTRAP_TENANT_NAME: env.text().optional(),
  /** At most 300. */
  ACCESS_TOKEN_SECONDS: env.int(),
  /** Seen by | all. */
  LOG_LEVEL: z.enum(),
  /** In TLS. */
  KAFKA_TLS: env.flag(),
  /** A key. */
  FIELD_KEYS: env.secret(),
  HTTP_PORT: env.int(),
`;
const only =
  (...names: readonly string[]) =>
  (name: string): boolean =>
    names.includes(name);

describe('the table of variables', () => {
  it('says of each what it defaults to, what it takes and what its comment says', () => {
    const names = only('BOOTSTRAP_TENANT_NAME', 'ACCESS_TOKEN_SECONDS', 'LOG_LEVEL', 'KAFKA_TLS', 'FIELD_KEYS');

    const [, , ...rows] = describeVariables(configSchema, SOURCE, names).split('\n');

    expect(rows).toEqual([
      '| `KAFKA_TLS` | `false` | `true`, `false` | In TLS. |',
      '| `LOG_LEVEL` | `info` | `debug`, `info`, `warn`, `error`, `silent` | Seen by \\| all. |',
      '| `FIELD_KEYS` | **required** | text | A key. |',
      '| `ACCESS_TOKEN_SECONDS` | `300` | 30 to 300 | At most 300. |',
      '| `BOOTSTRAP_TENANT_NAME` | none | text | Of the first tenant, made once. |',
    ]);
  });

  it('is refused when a variable has no comment', () => {
    expect(() => describeVariables(configSchema, SOURCE, only('HTTP_PORT'))).toThrow('The variable HTTP_PORT has no comment.');
  });

  it('takes its place in the page and leaves the rest, again and again', () => {
    const page =
      '# A\n\n<!-- Made by `npm run generate` from the configuration schema. -->\nold\n<!-- End of what is made. -->\n\nmore\n';

    const withTable = (text: string) => withMade(text, 'the configuration schema', '| new |');

    const once = withTable(page);

    expect(once).toContain('-->\n\n| new |\n\n<!--');
    expect(once).not.toContain('old');
    expect(withTable(once)).toBe(once);
    expect(() => withTable('# A page without one')).toThrow('no place');
  });
});
