import { Schema, type Connection, type Model, type mongo } from 'mongoose';

/** A document as the driver takes and gives it. */
export interface RawDocument {
  _id: string;
  [field: string]: unknown;
}
export type RawModel = Model<RawDocument>;

/**
 * The model of a collection. Its owner checks what goes in, so the schema knows only the id: mongoose brings the connection,
 * the reads and their tracing, and writes go through the model's own collection, because casting would copy each document
 * once more and drop its empty objects.
 */
export function modelOf(connection: Connection, name: string): RawModel {
  const known = connection.models[name] as RawModel | undefined;
  if (known) return known;
  const schema = new Schema<RawDocument>(
    { _id: String },
    { strict: false, strictQuery: false, versionKey: false, autoIndex: false, autoCreate: false, minimize: false, id: false },
  );
  return connection.model<RawDocument>(name, schema, name);
}

/** The driver's collection behind a model. Mongoose's type for it knows only ObjectIds; ours are text. */
export function nativeOf(model: RawModel): mongo.Collection<RawDocument> {
  return model.collection as unknown as mongo.Collection<RawDocument>;
}

/** A stored document as the driver's type wants it: with an index signature, which an interface cannot have. */
export function toRaw(document: { readonly _id: string }): RawDocument {
  return { ...document };
}
