import type { HttpClient } from '@psa-bridge/http-client';
import type { RecordInput } from '@psa-bridge/records';
import type { z } from 'zod';
import type { ConnectorDefinition } from '../define-connector.ts';
import type { QuotesOf } from './quotes-to-check.ts';

/** What befalls the next matching call at the simulator. */
export interface ContractFault {
  /** `create`: the next call that makes a company. `read`: the next page or reading of companies. */
  on: 'create' | 'read';
  times: number;
  act:
    | 'reset_before'
    /** The PSA acts, then the connection breaks. */
    | 'reset_after'
    /** The PSA acts and never answers: the call's deadline ends it. */
    | 'timeout_after'
    | { status: 429; retryAfterSeconds: number }
    | { status: 503 }
    /** A refusal of the data, in the vendor's own form. */
    | 'refuse';
}

/** A delivery as the PSA would send it. */
export interface SignedDelivery {
  rawBody: Uint8Array;
  headers: Readonly<Record<string, string>>;
  channel: string;
}

/**
 * A connector with its simulator, as the contract suite wants them: fresh for each test. Time runs for real, so the
 * definition's windows have to be scaled: quarantine about 300 ms, first waits about 50 ms.
 */
export interface ContractSubject<Credentials extends z.ZodRawShape, Settings extends z.ZodRawShape, Session> {
  definition: ConnectorDefinition<Credentials, Settings, Session>;
  http: Pick<HttpClient, 'request'>;
  credentials: Readonly<Record<string, string>>;
  settings?: Readonly<Record<string, unknown>>;
  /** What the vendor demands of a new company besides its name. */
  company?: Omit<RecordInput<'company'>, 'name'>;
  /** Of a connector that foresees what a push of a quote meets. */
  quotes?: QuotesOf;
  simulator: {
    /** Companies in the PSA, whatever their state, without those that the vendor always has. */
    companyNames(): readonly string[] | Promise<readonly string[]>;
    /** Makes companies with one and the same time of change; more than fit on two pages. Answers their PSA ids. */
    seedCompanies(names: readonly string[]): readonly string[] | Promise<readonly string[]>;
    /** Changes a company, so that a delta finds it. */
    rename(externalId: string, name: string): void | Promise<void>;
    fail(fault: ContractFault): void | Promise<void>;
    /** The credentials are no longer accepted, or are again. */
    acceptCredentials(isAccepted: boolean): void | Promise<void>;
    /** Calls so far. */
    calls(): number | Promise<number>;
    /** What the API user has changed so far; of simulators that count it. */
    writes?(): number;
    /** Companies a page holds. */
    pageSize: number;
    /** Where the PSA has webhooks: a delivery about a company, signed with this secret or the PSA's own key, or with a wrong one. */
    delivery?(of: { externalId: string; secret: string; isForged: boolean }): SignedDelivery | Promise<SignedDelivery>;
    /** Where the PSA has posted invoices that are told what became of them. */
    invoices?: {
      /** Answers its PSA id. */
      post(): string;
      /** The number that it shows. */
      numberOf(externalId: string): unknown;
    };
  };
  close?(): Promise<void>;
}
