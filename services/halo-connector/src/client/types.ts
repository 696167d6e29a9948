import { z } from 'zod';
import { customFields, flag, number, reference, rowId, text } from './wire-fields.ts';

/** Rows as HaloPSA answers them (halopsa.md section 6): only the members that are read. */

export const SavedRow = z.object({ id: rowId });

/** What stands in the list of clients and what is only in their details; which is which differs between versions. */
export const HaloClientRow = z.object({
  id: rowId,
  name: text,
  inactive: flag,
  customertype: number,
  main_site_id: reference,
  website: text,
  ref: text,
  tax_number: text,
  default_currency_code: number,
  datecreated: text,
  alastupdate: text,
  customfields: customFields,
});
export type HaloClientRow = z.output<typeof HaloClientRow>;

/** Country is not in it: that is `country_code` of the site. */
export const AddressStore = z.object({ line1: text, line2: text, line3: text, line4: text, postcode: text });
export type AddressStore = z.output<typeof AddressStore>;

export const HaloSite = z.object({
  id: rowId,
  name: text,
  client_id: reference,
  inactive: flag,
  phonenumber: text,
  country_code: text,
  delivery_address: AddressStore.nullish(),
  slastupdate: text,
});
export type HaloSite = z.output<typeof HaloSite>;

/** A contact. */
export const HaloUser = z.object({
  id: rowId,
  name: text,
  firstname: text,
  surname: text,
  title: text,
  emailaddress: text,
  phonenumber: text,
  mobilenumber: text,
  site_id: reference,
  client_id: reference,
  inactive: flag,
  isgeneraluser: flag,
  datecreated: text,
  ulastupdate: text,
});
export type HaloUser = z.output<typeof HaloUser>;

/** `/Agent`, and `/Agent/me`: the one that the application logs in as. */
export const HaloAgent = z.object({
  id: rowId,
  name: text,
  email: text,
  firstname: text,
  surname: text,
  isdisabled: flag,
  inactive: flag,
  isapiagent: flag,
});
export type HaloAgent = z.output<typeof HaloAgent>;

export const HaloCurrency = z.object({ id: rowId, name: text, code: text });
