import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { PasswordHasher } from '../ports.ts';

export interface Argon2Cost {
  /** KiB. */
  memory: number;
  passes: number;
  parallelism: number;
}

/** RFC 9106's recommendation where memory is constrained: 64 MiB. */
export const DEFAULT_COST: Argon2Cost = { memory: 65_536, passes: 3, parallelism: 4 };

const TAG_LENGTH = 32;
const ENCODED = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

interface Parsed {
  cost: Argon2Cost;
  salt: Buffer;
  tag: Buffer;
}

/** argon2id of node:crypto; parameters and salt are stored with each hash in the usual PHC text. */
export function createArgon2Hasher(cost: Argon2Cost = DEFAULT_COST): PasswordHasher {
  // Stands in for the hash of a user who does not exist, so that both answers take the same work.
  const decoy: Parsed = { cost, salt: randomBytes(16), tag: randomBytes(TAG_LENGTH) };

  return {
    async hash(password) {
      const salt = randomBytes(16);
      return encode({ cost, salt, tag: await derive(password, salt, cost) });
    },
    async verify(password, hash) {
      const parsed = hash === undefined ? decoy : parse(hash);
      const tag = await derive(password, parsed.salt, parsed.cost);
      const isRight = timingSafeEqual(tag, parsed.tag) && parsed !== decoy;
      return { isRight, isOutdated: isRight && !isSameCost(parsed.cost, cost) };
    },
  };
}

const run = promisify(argon2);

function derive(password: string, salt: Buffer, { memory, passes, parallelism }: Argon2Cost): Promise<Buffer> {
  const message = Buffer.from(password.normalize('NFKC'));
  return run('argon2id', { message, nonce: salt, parallelism, tagLength: TAG_LENGTH, memory, passes });
}

function encode({ cost, salt, tag }: Parsed): string {
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${unpadded(salt)}$${unpadded(tag)}`;
}

function parse(hash: string): Parsed {
  const [, memory, passes, parallelism, salt = '', tag = ''] = ENCODED.exec(hash) ?? [];
  if (!memory) throw new Error('The stored password hash is not an argon2id hash.');
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  return { cost, salt: Buffer.from(salt, 'base64'), tag: Buffer.from(tag, 'base64') };
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}

function isSameCost(a: Argon2Cost, b: Argon2Cost): boolean {
  return a.memory === b.memory && a.passes === b.passes && a.parallelism === b.parallelism;
}
