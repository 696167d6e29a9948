import { problem, type Failure, type Problem } from '../problem.ts';
import { VALIDATION_RULES, type ValidationRule } from './validation-messages.ts';

/** What Xero's validation errors of one document mean. An unknown text passes through unchanged. */
export function refusalOf(messages: readonly string[]): Failure {
  const known = messages.map(ruleOf).filter((rule) => rule !== undefined);
  // One that a person has to mend decides: repeating for the sake of the others is in vain.
  const decisive = known.find(({ weight }) => weight === 'fault') ?? known[0];
  const text = messages[0] ?? 'A validation exception occurred';
  return {
    code: decisive?.code ?? 'XERO_VALIDATION',
    message: decisive ? (decisive.message ?? textOf(messages, decisive)) : text,
    cure: decisive?.cure ?? 'Mend what Xero names in Autotask or in Xero, then resync.',
    weight: decisive?.weight ?? 'strike',
    details: messages,
  };
}

const DROPPED = /^account code '(.*)' has been removed/i;

/** What Xero says of a document that it took all the same (ACC-3); the words of the product's log where there are such. */
export function warningOf(text: string): Problem {
  const code = DROPPED.exec(text)?.[1];
  if (code === undefined) return problem('XERO_WARNING', `Xero warning: ${text}`, 'See the document in Xero.');
  return problem(
    'ACCOUNT_DROPPED',
    // XI-24, to the letter.
    `Xero warning: Account code '${code}' has been removed as it does not match an active account.`,
    'Map the billing code to an active account under Xero > Accounts, and give the line its account in Xero; or resync.',
  );
}

function ruleOf(message: string): ValidationRule | undefined {
  return VALIDATION_RULES.find(({ pattern }) => pattern.test(message));
}

function textOf(messages: readonly string[], { pattern }: ValidationRule): string {
  return messages.find((message) => pattern.test(message)) ?? '';
}
