import { count } from './count.ts';

export const handover = {
  nav: 'Hand over',
  title: 'Hand the mappings over to another PSA',
  lead: (psa: string) =>
    `For when you go on with another PSA than ${psa}. Its integration takes over what is mapped here, by what both PSAs call things. It is shown to you first; nothing changes before you confirm.`,
  open: 'Prepare a handover',
  to: 'To the integration',
  choose: 'Choose one',
  none: 'There is no other PSA to hand over to',
  noneHow: 'Connect it first: its first connect matches the records. Then its mappings can come from here.',
  toIntegrations: 'All integrations',
  nothing: 'Nothing is mapped here',
  nothingHow: 'There is nothing that the other integration could take over.',

  preview: (name: string) => `What becomes of the mappings in ${name}`,
  result: (name: string) => `What became of the mappings in ${name}`,
  ofAll: (n: number) => `Of ${count(n, 'mapping', 'mappings')}`,
  sums: {
    carried: (n: number) => count(n, 'is taken over', 'are taken over'),
    kept: (n: number) => count(n, 'stays as it is set there', 'stay as they are set there'),
    byHand: (n: number) => count(n, 'is left to you', 'are left to you'),
    absent: (n: number) => count(n, 'has no place there', 'have no place there'),
  },
  byHandHow: 'Set by hand there what is left to you: choose another value on its page, or make one of that name in the PSA.',
  compared: (name: string) =>
    `Names are compared as they were read last. What is new in ${name} is known after a sync of its fields.`,
  synchronize: (name: string) => `Syncs of ${name}`,
  page: (page: string, name: string) => `${page} of ${name}`,
  there: 'There',
  outcomes: {
    carried: 'Taken over',
    kept: 'Stays as it is',
    missing: 'No counterpart',
    ambiguous: 'Several counterparts',
    refused: 'Not accepted',
    unknown_setting: 'No such setting',
  },
  others: (psa: string) => `What only ${psa} has`,
  othersHow: (name: string) => `None of it is handed over. Where ${name} has something like it, set it there by hand.`,
  times: (n: number) => `${n.toLocaleString('en')} times`,

  confirm: 'Take them over',
  confirmSays: (n: number, name: string) =>
    `${count(n, 'mapping is', 'mappings are')} set in ${name}, all at once. What is set there stays, nothing changes here, and syncs that failed for want of them are tried again. To undo it, change them on their pages.`,
  confirmYes: 'Take over now',
  nothingToTake: 'Nothing can be taken over: what has a counterpart there is set already.',
  taken: (n: number, name: string) => `${count(n, 'mapping was', 'mappings were')} taken over in ${name}`,
  takenHow: (name: string) =>
    `They apply from the next sync on. Nothing changed in ${name}: pause or remove it once you work without it.`,
  look: 'Look at them',
  toConnection: (name: string) => `Connection of ${name}`,
};
