import { afterAll } from '@jest/globals';
import { dropDatabase, openTestStore, testDatabaseName } from '../test/mongo.ts';
import { describeStore } from '../test/store-contract.ts';

const databaseName = testDatabaseName();
afterAll(() => dropDatabase(databaseName));

describeStore('MongoDB', (clock) => Promise.resolve(openTestStore(databaseName, clock)));
