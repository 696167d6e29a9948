import { inspect } from 'node:util';

export const REDACTED = '[redacted]';

/** A secret that cannot be printed by accident: logging, JSON and string conversion all show `[redacted]`. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The plain text. Call it only where the secret is used. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }

  [inspect.custom](): string {
    return REDACTED;
  }
}
