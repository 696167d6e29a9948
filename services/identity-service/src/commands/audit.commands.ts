import { AppError, invalidInput } from '@psa-bridge/core';
import { requiredOption, type OperatorCommands } from '@psa-bridge/service-host';
import type { ChainEnd } from '../domain/audit/entry.ts';
import type { IdentityUseCases } from '../usecases/identity-use-cases.ts';

/** `audit verify`: whether anything was done to a tenant's audit since it was written. */
export function auditCommands({ verifyAudit }: Pick<IdentityUseCases, 'verifyAudit'>): OperatorCommands {
  return {
    'audit verify': {
      usage: '--tenant TENANT [--head SEQUENCE:SEAL]',
      async run({ tenant, head }, print) {
        const verdict = await verifyAudit(requiredOption('tenant', tenant), head === undefined ? undefined : keptHead(head));
        const { problems, ...summary } = verdict;
        for (const problem of problems) print(JSON.stringify(problem));
        print(JSON.stringify({ ...summary, head: `${verdict.head.sequence}:${verdict.head.seal}`, problems: problems.length }));
        if (problems.length > 0) throw tampered(problems.length);
      },
    },
  };
}

function keptHead(text: string): ChainEnd {
  const [, sequence, seal] = /^(\d{1,12}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (sequence === undefined || seal === undefined)
    throw invalidInput('head_invalid', '--head: must be what an earlier `audit verify` answered as its head, such as 120:9f86….');
  return { sequence: Number(sequence), seal };
}

function tampered(count: number): AppError {
  return new AppError(`The audit was changed: ${count} problems, named above.`, { code: 'audit_changed', kind: 'conflict' });
}
