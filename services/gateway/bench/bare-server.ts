import express from 'express';
import mongoose from 'mongoose';

// The least that reads one company over HTTP: no authentication, no validation, no document, no metrics.
const uri = process.env['MONGODB_URI'] ?? '';
const dbName = process.env['MONGODB_DATABASE'] ?? '';
const connection = await mongoose.createConnection(uri, { dbName }).asPromise();
const companies = connection.collection<{ _id: string }>('companies');

const app = express();
app.disable('x-powered-by').disable('etag');
app.get('/v1/companies/:id', async (request, response) => {
  const found = await companies.findOne({ _id: request.params.id });
  if (found) response.json(found);
  else response.sendStatus(404);
});

const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(
    `${JSON.stringify({ msg: 'listening', port: typeof address === 'object' ? address?.port : undefined })}\n`,
  );
});
