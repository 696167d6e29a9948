import { describe, expect, it } from '@jest/globals';
import { judgeAudit } from './audit.ts';

describe('the answer of the audit', () => {
  it('fails on a grave finding and names it', () => {
    const answer = JSON.stringify({
      vulnerabilities: { 'left-pad': { severity: 'critical', range: '<2' }, other: { severity: 'low', range: '*' } },
    });

    expect(judgeAudit(answer)).toEqual({ isOk: false, findings: 'left-pad <2: critical' });
  });

  it('passes when there is none', () => {
    expect(judgeAudit(JSON.stringify({ vulnerabilities: { other: { severity: 'moderate', range: '*' } } }))).toEqual({
      isOk: true,
    });
  });

  it.each([
    ['an error', JSON.stringify({ message: '405 Method Not Allowed', error: { summary: '' } }), '405 Method Not Allowed'],
    ['nothing readable', 'npm: no network', 'no readable answer'],
  ])('says out loud that nothing was checked when the registry gives %s', (_what, answer, reason) => {
    expect(judgeAudit(answer)).toMatchObject({ isOk: true, note: expect.stringMatching(new RegExp(`NOT CHECKED.*${reason}`)) });
  });
});
