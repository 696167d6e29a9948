import { count } from './count.ts';

export const heldDeletions = {
  title: 'Deletions that wait for you',
  lead: 'A full sync found more missing in the PSA at once than usual: over one in twenty of a kind, or all of it. A narrowed security level looks the same as a deletion, so nothing is marked until you say so.',
  none: 'No deletion waits for a decision.',
  text: (missing: number, linked: number, label: string) =>
    `${missing.toLocaleString('en')} of ${linked.toLocaleString('en')} ${label} are missing in the PSA`,
  since: 'since',
  examples: (names: string) => `Such as ${names}`,
  confirm: 'Mark them as deleted',
  confirmSays: (n: number) =>
    `Each of them is looked up in the PSA once more; ${count(n, 'record is', 'records are')} marked as deleted where it is gone. Nothing is erased, and what comes back is marked as there again.`,
  confirmed: 'They are being looked up.',
  discard: 'They are still there',
  discardSays: 'Nothing is marked. Mend the security level in the PSA, or the question comes again with the next full sync.',
  discarded: 'Nothing was marked.',
};
