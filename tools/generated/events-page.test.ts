import { describe, expect, it } from '@jest/globals';
import { describeEvents } from './events-page.ts';
import { readProtoFiles } from './proto-files.ts';

describe('the page of events', () => {
  it('says of each topic how it is kept and what it carries, with the comments of its fields', async () => {
    const page = describeEvents(await readProtoFiles());

    expect(page).toContain('| `psa.issues.v1` | 30 days | 6 | [IssueChanged](#issuechanged), [IssueDigest](#issuedigest) |');
    expect(page).toContain('| `psa.integrations.v1` | the latest of each key | 6 |');
    expect(page).toContain('| 13 | `trace_id` | string |');
    expect(page).toContain(
      '| 10 | `failed_items` | repeated FailedItem | Parts that failed while the whole succeeded (IS-09). |',
    );
    expect(page).toContain('Topic psa.commands.\\<provider>.v1, keyed by');
    expect(page).toContain('### FailedItem');
    expect(page).toContain('`ce_tenantid`');
  });

  it('is refused when a topic has no payloads or a payload no topic', async () => {
    const files = await readProtoFiles();
    const stray = { package: 'psa_bridge.parcels.v1', about: '', messages: [], enums: [] };

    const without = files.filter((file) => file.package !== 'psa_bridge.commands.v1');
    expect(() => describeEvents(without)).toThrow('belongs to the topic commands');
    expect(() => describeEvents([...files, stray])).toThrow('psa_bridge.parcels.v1');
  });
});
