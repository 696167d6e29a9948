import { z } from 'zod';
import { customFields, flag, Info, number, reference, Reference, text } from './wire-fields.ts';

/** Rows as ConnectWise answers them (connectwise.md section 11): only the fields that are read. */

export const CreatedRow = z.object({ id: z.number().int() });

export const CwCompany = z.object({
  id: z.number().int(),
  identifier: text,
  name: text,
  status: reference,
  addressLine1: text,
  addressLine2: text,
  city: text,
  state: text,
  zip: text,
  country: reference,
  phoneNumber: text,
  website: text,
  taxIdentifier: text,
  currency: reference,
  deletedFlag: flag,
  types: z.array(Reference).nullish(),
  customFields,
  _info: Info,
});
export type CwCompany = z.output<typeof CwCompany>;

export const CommunicationItem = z.object({
  id: z.number().int().nullish(),
  type: reference,
  value: text,
  extension: text,
  defaultFlag: flag,
  communicationType: text,
});
export type CommunicationItem = z.output<typeof CommunicationItem>;

export const CwContact = z.object({
  id: z.number().int(),
  firstName: text,
  lastName: text,
  company: reference,
  title: text,
  inactiveFlag: flag,
  communicationItems: z.array(CommunicationItem).nullish(),
  _info: Info,
});
export type CwContact = z.output<typeof CwContact>;

/** `/company/communicationTypes`. */
export const CwCommunicationType = z.object({
  id: z.number().int(),
  description: text,
  emailFlag: flag,
  phoneFlag: flag,
  faxFlag: flag,
  defaultFlag: flag,
});
export type CwCommunicationType = z.output<typeof CwCommunicationType>;

/** A row of a setup table: name or description, active or not. */
export const CwListEntry = z.object({
  id: z.number().int(),
  name: text,
  description: text,
  identifier: text,
  inactiveFlag: flag,
  inactive: flag,
  defaultFlag: flag,
  sequenceNumber: number,
  _info: Info,
});
export type CwListEntry = z.output<typeof CwListEntry>;

/** `/company/companies/statuses`. */
export const CwCompanyStatus = z.object({ id: z.number().int(), name: text, inactiveFlag: flag, defaultFlag: flag });
export type CwCompanyStatus = z.output<typeof CwCompanyStatus>;

/** `/system/info`. */
export const CwSystemInfo = z.object({
  version: text,
  isCloud: z.union([z.boolean(), z.string()]).nullish(),
  serverTimeZone: text,
});

/** `/company/companies/{id}/typeAssociations`. */
export const CwTypeAssociation = z.object({ id: z.number().int(), type: reference });

/** `/system/callbacks`. */
export const CwCallback = z.object({
  id: z.number().int(),
  description: text,
  url: text,
  objectId: number,
  type: text,
  level: text,
  inactiveFlag: flag,
});
export type CwCallback = z.output<typeof CwCallback>;
