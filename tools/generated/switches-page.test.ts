import { describe, expect, it } from '@jest/globals';
import { describeSwitchesPage } from './switches-page.ts';

describe('the page of switches', () => {
  it('has a table for each vendor, with default, section and meaning', () => {
    const page = describeSwitchesPage();

    expect(page.match(/^## .+$/gm)).toEqual(['## Autotask PSA', '## ConnectWise PSA', '## HaloPSA', '## Xero']);
    expect(page).toContain('| `lockoutAfter` | `5` | 1.5 | wrong secrets in a row that lock the account; 0 never |');
    expect(page).toContain('| `retryAfter` | `false` | 8, 14 | 429 has Retry-After |');
  });
});
