import { emptyAnswer, jsonAnswer, type HttpAnswer, type HttpCall } from '../../http/exchange.ts';
import { TEXT } from '../refusal.ts';
import type { Tenant } from '../tenant.ts';

export interface Authentication {
  /** The refusal of autotask.md 1.5; undefined for a call that may go on. */
  refuse(call: HttpCall): HttpAnswer | undefined;
  isLocked(): boolean;
  unlock(): void;
}

/** Checks the three headers of every call; wrong secrets in a row lock the account. */
export function createAuthentication(tenant: Tenant): Authentication {
  let wrongSecrets = 0;
  const isLocked = (): boolean => tenant.switches.lockoutAfter > 0 && wrongSecrets >= tenant.switches.lockoutAfter;

  return {
    isLocked,
    unlock() {
      wrongSecrets = 0;
    },
    refuse({ headers }) {
      const { apiintegrationcode: code, username, secret } = headers;
      const { credentials, security, switches } = tenant;
      if (code === undefined || username === undefined || secret === undefined) return emptyAnswer(401);
      if (code !== credentials.integrationCode) return jsonAnswer(500, { errors: [TEXT.integrationCode] });
      if (username.toLowerCase() !== credentials.userName.toLowerCase()) return unknownUser(switches.unknownUserErrors);
      if (isLocked() || !security.isActive) return emptyAnswer(401);
      if (secret !== credentials.secret) {
        wrongSecrets += 1;
        return emptyAnswer(401);
      }
      wrongSecrets = 0;
      return undefined;
    },
  };
}

function unknownUser(errors: readonly string[] | null): HttpAnswer {
  return errors === null ? emptyAnswer(500) : jsonAnswer(500, { errors });
}
