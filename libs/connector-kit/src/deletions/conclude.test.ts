import { describe, expect, it } from '@jest/globals';
import { paperConnector } from '../../test/paper-connector.ts';
import { concludeDeletions, type FullPass, type Going } from './index.ts';

/** A pass that brought nothing: only whether it may go on is of interest. */
function conclude(going: Going) {
  const definition = { ...paperConnector(), resources: {} } as unknown as FullPass['definition'];
  return concludeDeletions({ definition, mayGoOn: () => Promise.resolve(going) } as FullPass);
}

describe('a full pass that was read to its end', () => {
  it('is not cancelled by a replica that stops before it has concluded: another one goes on with it', async () => {
    expect(await conclude('lost')).toBe('lost');
  });

  it('is cancelled where somebody asked for that, and else done', async () => {
    expect([await conclude('cancelled'), await conclude('on')]).toEqual(['cancelled', 'done']);
  });
});
