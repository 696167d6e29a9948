import { z } from 'zod';

/** Everything may be null or missing in answers, whatever the documents call required (autotask.md section 8, Anteris #65). */
const text = z.string().nullish();
const number = z.number().nullish();
const flag = z.boolean().nullish();
/** Contacts say 0 and 1, everything else true and false. */
const activeFlag = z
  .union([z.boolean(), z.number()])
  .nullish()
  .transform((value) => value === undefined || value === null || Boolean(value));

export const UserDefinedField = z.object({ name: z.string(), value: z.union([z.string(), z.number(), z.boolean()]).nullish() });
const userDefinedFields = z.array(UserDefinedField).nullish();
const id = z.number().int();

export const AutotaskCompany = z.object({
  id,
  companyName: text,
  companyNumber: text,
  companyType: number,
  phone: text,
  webAddress: text,
  address1: text,
  address2: text,
  city: text,
  state: text,
  postalCode: text,
  countryID: number,
  taxID: text,
  currencyID: number,
  ownerResourceID: number,
  parentCompanyID: number,
  isActive: activeFlag,
  lastTrackedModifiedDateTime: text,
  userDefinedFields,
});
export const AutotaskContact = z.object({
  id,
  companyID: number,
  firstName: text,
  lastName: text,
  middleInitial: text,
  namePrefix: number,
  nameSuffix: number,
  emailAddress: text,
  phone: text,
  mobilePhone: text,
  title: text,
  externalID: text,
  isActive: activeFlag,
  lastModifiedDate: text,
  userDefinedFields,
});
export const AutotaskProduct = z.object({
  id,
  name: text,
  description: text,
  productCategory: number,
  productBillingCodeID: number,
  externalProductID: text,
  internalProductID: text,
  manufacturerName: text,
  manufacturerProductName: text,
  vendorProductNumber: text,
  unitCost: number,
  unitPrice: number,
  msrp: number,
  isActive: activeFlag,
  isSerialized: flag,
  doesNotRequireProcurement: flag,
  isEligibleForRma: flag,
  userDefinedFields,
});
/** A labour role (autotask.md section 5.9). */
export const AutotaskRole = z.object({ id, name: text, description: text, hourlyRate: number, isActive: activeFlag });
/** Stock of one product at one location (autotask.md section 5.12). */
export const AutotaskInventoryProduct = z.object({
  id,
  productID: number,
  inventoryLocationID: number,
  onHandUnits: number,
  availableUnits: number,
  reservedUnits: number,
  unitsOnOrder: number,
});
/** The same in databases before release 2022.1. */
export const AutotaskInventoryItem = z.object({
  id,
  productID: number,
  inventoryLocationID: number,
  quantityOnHand: number,
  quantityReserved: number,
  quantityPicked: number,
  quantityOnOrder: number,
});
export const AutotaskService = z.object({
  id,
  name: text,
  description: text,
  periodType: z.union([z.string(), z.number()]).nullish(),
  billingCodeID: number,
  unitPrice: number,
  unitCost: number,
  isActive: activeFlag,
  lastModifiedDate: text,
});
export const AutotaskOpportunity = z.object({
  id,
  companyID: number,
  contactID: number,
  title: text,
  stage: number,
  status: number,
  projectedCloseDate: text,
  startDate: text,
  probability: number,
  amount: number,
  cost: number,
  opportunityCategoryID: number,
  leadSource: number,
  description: text,
  ownerResourceID: number,
  onetimeRevenue: number,
  monthlyRevenue: number,
  lastActivity: text,
  createDate: text,
  userDefinedFields,
});
export const AutotaskContract = z.object({
  id,
  companyID: number,
  contactID: number,
  opportunityID: number,
  contractName: text,
  contractNumber: text,
  contractType: number,
  status: number,
  startDate: text,
  endDate: text,
  lastModifiedDateTime: text,
});
export const AutotaskContractService = z.object({
  id,
  contractID: number,
  serviceID: number,
  unitPrice: number,
  adjustedPrice: number,
  unitCost: number,
  invoiceDescription: text,
});
/** How many units of a service a contract has in one period. */
export const AutotaskContractServiceUnits = z.object({
  id,
  contractServiceID: number,
  startDate: text,
  units: number,
});
export const AutotaskQuote = z.object({
  id,
  opportunityID: number,
  name: text,
  externalQuoteNumber: text,
  effectiveDate: text,
  expirationDate: text,
  billToLocationID: number,
  shipToLocationID: number,
  soldToLocationID: number,
});
export const AutotaskQuoteLocation = z.object({ id, address1: text, address2: text, city: text, state: text, postalCode: text });
export const AutotaskQuoteItem = z.object({
  id,
  quoteID: number,
  name: text,
  description: text,
  quoteItemType: number,
  quantity: number,
  unitPrice: number,
  unitCost: number,
  unitDiscount: number,
  percentageDiscount: number,
  lineDiscount: number,
  isOptional: flag,
  productID: number,
  serviceID: number,
  laborID: number,
  chargeID: number,
  periodType: z.union([z.string(), z.number()]).nullish(),
});
export const AutotaskTicket = z.object({
  id,
  companyID: number,
  status: number,
  ticketNumber: text,
  externalID: text,
  lastTrackedModificationDateTime: text,
});
export const AutotaskTicketNote = z.object({ id, ticketID: number, title: text, description: text });
export const AutotaskTicketCharge = z.object({
  id,
  ticketID: number,
  name: text,
  description: text,
  productID: number,
  billingCodeID: number,
  unitQuantity: number,
  unitPrice: number,
  unitCost: number,
  status: number,
  isBilled: flag,
  purchaseOrderNumber: text,
  createDate: text,
  statusLastModifiedDate: text,
  creatorResourceID: number,
});
export const AutotaskBillingCode = z.object({
  id,
  name: text,
  description: text,
  isActive: activeFlag,
  useType: number,
  billingCodeType: number,
  externalNumber: text,
});
export const AutotaskCountry = z.object({ id, countryCode: text, name: text, isActive: activeFlag });
export const AutotaskCurrency = z.object({ id, name: text, isActive: activeFlag });
export const AutotaskResource = z.object({
  id,
  email: text,
  email2: text,
  email3: text,
  firstName: text,
  lastName: text,
  isActive: activeFlag,
  licenseType: number,
  userName: text,
});
export const AutotaskPurchaseOrder = z.object({ id, vendorID: number, status: number, externalPONumber: text });
export const AutotaskPurchaseOrderItem = z.object({ id, orderID: number, productID: number, chargeID: number, memo: text });
export const AutotaskReceiving = z.object({
  id,
  purchaseOrderItemID: number,
  quantityNowReceiving: number,
  serialNumber: text,
});
export const AutotaskInventoryLocation = z.object({ id, locationName: text, isActive: activeFlag, isDefault: flag });
export const AutotaskWebhook = z.object({
  id,
  name: text,
  webhookUrl: text,
  deactivationUrl: text,
  isActive: flag,
  isReady: flag,
  isSubscribedToCreateEvents: flag,
  isSubscribedToUpdateEvents: flag,
  isSubscribedToDeleteEvents: flag,
  webhookGUID: text,
});
export const AutotaskWebhookField = z.object({ id, webhookID: number, fieldID: number, isSubscribedField: flag });
export const AutotaskExcludedResource = z.object({ id, webhookID: number, resourceID: number });
export const AutotaskWebhookError = z.object({
  id,
  accountWebhookID: number,
  contactWebhookID: number,
  sequenceNumber: number,
  errorMessage: text,
  createDateTime: text,
});

export const PicklistValue = z.object({
  value: z.string(),
  label: text,
  isDefaultValue: flag,
  sortOrder: number,
  parentValue: text,
  isActive: flag,
});
export const FieldInfo = z.object({
  name: z.string(),
  dataType: text,
  length: number,
  isRequired: flag,
  isReadOnly: flag,
  isQueryable: flag,
  isReference: flag,
  referenceEntityType: text,
  isPickList: flag,
  picklistValues: z.array(PicklistValue).nullish(),
});
/** A user-defined field; `dataType` is a number, and only newer replies have it (autotask.md section 2.6). */
export const UdfInfo = z.object({
  name: z.string(),
  label: text,
  dataType: z.union([z.number(), z.string()]).nullish(),
  isReadOnly: flag,
  isQueryable: flag,
  isReference: flag,
  isPickList: flag,
  picklistValues: z.array(PicklistValue).nullish(),
});
/** Where a user-defined field is switched off: what describes the entity does not say it (autotask.md section 5.24). */
export const AutotaskUdfDefinition = z.object({ id, name: z.string(), udfType: z.number().nullish(), isActive: activeFlag });
/** A short list that is chosen from, such as roles or inventory locations: every entity names its name differently. */
export const AutotaskListEntry = z.object({ id, name: text, locationName: text, isActive: activeFlag });
export const EntityInfo = z.object({
  name: z.string(),
  canCreate: flag,
  canQuery: flag,
  canUpdate: flag,
  canDelete: flag,
  userAccessForQuery: text,
  userAccessForCreate: text,
  userAccessForUpdate: text,
});

export type AutotaskCompany = z.output<typeof AutotaskCompany>;
export type AutotaskContact = z.output<typeof AutotaskContact>;
export type AutotaskProduct = z.output<typeof AutotaskProduct>;
export type AutotaskRole = z.output<typeof AutotaskRole>;
export type AutotaskInventoryProduct = z.output<typeof AutotaskInventoryProduct>;
export type AutotaskInventoryItem = z.output<typeof AutotaskInventoryItem>;
export type AutotaskInventoryLocation = z.output<typeof AutotaskInventoryLocation>;
export type AutotaskService = z.output<typeof AutotaskService>;
export type AutotaskOpportunity = z.output<typeof AutotaskOpportunity>;
export type AutotaskContract = z.output<typeof AutotaskContract>;
export type AutotaskContractService = z.output<typeof AutotaskContractService>;
export type AutotaskContractServiceUnits = z.output<typeof AutotaskContractServiceUnits>;
export type AutotaskQuote = z.output<typeof AutotaskQuote>;
export type AutotaskQuoteItem = z.output<typeof AutotaskQuoteItem>;
export type AutotaskTicket = z.output<typeof AutotaskTicket>;
export type AutotaskTicketCharge = z.output<typeof AutotaskTicketCharge>;
export type AutotaskBillingCode = z.output<typeof AutotaskBillingCode>;
export type AutotaskPurchaseOrderItem = z.output<typeof AutotaskPurchaseOrderItem>;
export type AutotaskReceiving = z.output<typeof AutotaskReceiving>;
export type AutotaskResource = z.output<typeof AutotaskResource>;
export type AutotaskWebhook = z.output<typeof AutotaskWebhook>;
export type FieldInfo = z.output<typeof FieldInfo>;
export type UdfInfo = z.output<typeof UdfInfo>;
export type AutotaskUdfDefinition = z.output<typeof AutotaskUdfDefinition>;
export type AutotaskListEntry = z.output<typeof AutotaskListEntry>;
export type EntityInfo = z.output<typeof EntityInfo>;
export type UserDefinedField = z.output<typeof UserDefinedField>;

/** A row as it is written: only the fields that are to change. */
export type AutotaskWrite = Readonly<Record<string, unknown>>;
