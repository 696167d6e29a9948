import { noteSpec } from '../test/note.ts';
import { describeGuardedWrites } from '../test/raw-contract.ts';
import { describeStore } from '../test/store-contract.ts';
import { createMemoryCollection } from './memory-collection.ts';
import { createMemoryStore } from './memory-store.ts';

describeStore('memory', (clock) => Promise.resolve(createMemoryStore({ clock })));
describeGuardedWrites('memory', () => createMemoryCollection(noteSpec));
