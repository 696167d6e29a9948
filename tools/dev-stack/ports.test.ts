import { expect, it } from '@jest/globals';
import { freePorts } from './ports.ts';

it('gives out each port once, also before anybody listens on it', async () => {
  const [some, others] = await Promise.all([freePorts(300), freePorts(300)]);

  expect(new Set([...some, ...others]).size).toBe(600);
});
