import type { PsaCall, PsaRequest } from '@psa-bridge/connector-kit';
import { AppError, isAppError, type Secret } from '@psa-bridge/core';
import { z } from 'zod';
import { Account, CompanyRow, CreatedRow } from './types.ts';

/** Rows that one page holds at most. */
export const PAGE_ROWS = 100;

export interface CompanySearch {
  /** The last id seen; rows come by ascending id. */
  after?: number;
  /** Only what changed at or after this time. */
  since?: Date;
  reference?: string;
}

export interface ExamplePsaClient {
  account(): Promise<z.output<typeof Account>>;
  companies(search: CompanySearch): Promise<readonly CompanyRow[]>;
  /** Undefined where there is none. */
  company(id: string): Promise<CompanyRow | undefined>;
  /** Answers the new row's id. */
  createCompany(row: Readonly<Record<string, unknown>>): Promise<number>;
  changeCompany(id: string, row: Readonly<Record<string, unknown>>): Promise<void>;
}

/** The API of Example PSA as typed calls. */
export function createExamplePsaClient(of: { call: PsaCall; address: string; token: Secret }): ExamplePsaClient {
  async function send<Shape>(
    { method, path, body }: Pick<PsaRequest, 'method' | 'body'> & { path: string },
    shape: z.ZodType<Shape>,
  ): Promise<Shape> {
    const answer = await of.call({
      method,
      url: new URL(`api/${path}`, of.address).href,
      secretHeaders: { authorization: of.token },
      group: path.split(/[/?]/)[0] ?? '',
      ...(body === undefined ? {} : { body }),
    });
    const read = shape.safeParse(answer.body);
    if (read.success) return read.data;
    throw new AppError(`Example PSA's answer to ${path} does not have the documented shape: ${read.error.message}`, {
      code: 'example_psa_unexpected_shape',
      kind: 'rejected',
    });
  }

  return {
    account: () => send({ method: 'GET', path: 'account' }, Account),
    companies: ({ after = 0, since, reference }) => {
      const query = new URLSearchParams({
        ...{ after: String(after), size: String(PAGE_ROWS) },
        ...(since === undefined ? {} : { changedSince: since.toISOString() }),
        ...(reference === undefined ? {} : { reference }),
      });
      return send({ method: 'GET', path: `companies?${query.toString()}` }, z.array(CompanyRow));
    },
    async company(id) {
      try {
        return await send({ method: 'GET', path: `companies/${id}` }, CompanyRow);
      } catch (error) {
        if (isAppError(error) && error.code === 'psa_not_found') return undefined;
        throw error;
      }
    },
    createCompany: async (row) => (await send({ method: 'POST', path: 'companies', body: row }, CreatedRow)).id,
    changeCompany: async (id, row) => void (await send({ method: 'PATCH', path: `companies/${id}`, body: row }, z.unknown())),
  };
}
