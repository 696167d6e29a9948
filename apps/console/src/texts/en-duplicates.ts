import { count } from './count.ts';

export const duplicates = {
  title: 'Duplicates',
  lead: 'Users who may be one person, such as where a sync made a second one because the PSA has another address.',
  back: 'All users',
  view: 'What is shown',
  views: { open: 'To decide', merged: 'Merged' },
  list: 'Users who may be one person',
  found: (n: number) => count(n, 'group', 'groups'),
  none: 'Nobody is here twice',
  noneWhy: 'Where a person of your PSA could be several users, they appear here by themselves.',
  inPsa: (psa: string, id: string) => `in ${psa}, id ${id}`,
  whoStays: 'Who stays?',
  whoStaysHow: 'Signing in goes on with the address of the one who stays.',
  isThePerson: 'is the person of the PSA now',
  neverSignedIn: 'never signed in',
  signedIn: 'signed in',
  merge: (merged: string) => `Merge ${merged} into this user`,
  mergeSays: (kept: string, merged: string) =>
    `${kept} gets the roles, permissions and links to the PSA of ${merged}, whose account is deleted and signed out everywhere. It can be undone under “Merged”.`,
  mergeYes: 'Merge them',
  merged: 'They are one user now.',
  onlyOne: 'Only one of them is active, so there is nothing to merge.',
  different: 'They are different people',
  differentSays: (user: string) =>
    `The person of the PSA stays ${user}, whatever the next sync finds, and this group leaves the list.`,
  differentNow: 'Noted. The link stays, whatever the next sync finds.',
  merges: {
    list: 'Merged users',
    found: (n: number) => count(n, 'merge', 'merges'),
    none: 'Nobody was merged yet',
    noneWhy: 'What you merge stands here, and can be undone.',
    into: (merged: string, kept: string) => `${merged} → ${kept}`,
    erased: 'somebody whose data was erased',
    by: 'by',
    states: { begun: 'Under way', done: 'Merged', undoing: 'Being undone', undone: 'Undone' },
    moved: (people: number, roles: number, permissions: number) => {
      const parts = [
        people === 0 ? [] : count(people, 'link to a PSA', 'links to PSAs'),
        roles === 0 ? [] : count(roles, 'role', 'roles'),
        permissions === 0 ? [] : count(permissions, 'permission', 'permissions'),
      ].flat();
      return `Moved: ${parts.length === 0 ? 'nothing' : parts.join(', ')}`;
    },
    undoneBy: 'undone by',
    undo: 'Undo',
    undoSays: (merged: string, kept: string) =>
      `${merged} is a user again, with what was moved. What was changed of ${kept} since stays.`,
    undoYes: 'Make two users again',
    undone: 'They are two users again.',
  },
};
