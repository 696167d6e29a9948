import mongoose from 'mongoose';

/** `test` as a word of its own: `gateway_test_1`, not `latest`. */
const TEST_NAME = /(^|[^a-z])test([^a-z]|$)/i;

/** Throws unless the name says that the database is for tests. */
export function assertTestDatabase(name: string): void {
  if (!TEST_NAME.test(name)) throw new Error(`Refused: the database "${name}" does not have "test" in its name.`);
}

/** Deletes a database whose name says that it is for tests, as the server knows it. */
export async function dropTestDatabase(uri: string, name: string): Promise<void> {
  assertTestDatabase(name);
  const connection = await mongoose.createConnection(uri, { dbName: name }).asPromise();
  try {
    assertTestDatabase(connection.db?.databaseName ?? '');
    await connection.dropDatabase();
  } finally {
    await connection.close();
  }
}
