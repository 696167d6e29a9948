import type { PageRequest } from './resource.ts';
import type { PartContext } from './session.ts';

/** One of the MSP's own people as the PSA has them. */
export interface PsaPerson {
  externalId: string;
  firstName: string;
  lastName: string;
  /** All of them, the one to sign in with first. */
  emails: readonly string[];
  /** The PSA's own word for the kind of licence. */
  licence: string;
  isActive: boolean;
  /** The PSA's id of the company that they work for: the MSP itself. */
  companyExternalId?: string;
}

export interface PeoplePage {
  people: readonly PsaPerson[];
  /** Absent on the last page. Must not depend on this process. */
  next?: string;
}

/** Who may be a user here (ID-40): read last in a full sync, and alone; who is linked to whom is not the connector's business. */
export interface PeoplePart<Session, Settings> {
  /** What people call them in the progress, such as `Resources`. */
  label: string;
  /** Whether somebody whom no user matches becomes one (CW-51). */
  whenUnmatched: 'create_user' | 'leave';
  page(context: PartContext<Session, Settings>, request: Pick<PageRequest, 'cursor'>): Promise<PeoplePage>;
}
