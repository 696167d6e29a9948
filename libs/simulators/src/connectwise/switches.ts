import { z } from 'zod';

/** What connectwise.md leaves open, or what differs from site to site: one switch each, with its section. switches.md lists them all. */
export const switchesSchema = z.strictObject({
  trailingSlash: z
    .enum(['either', 'spec'])
    .default('either')
    .describe('1: collections that the spec writes with a slash take writes with and without it, or with it only'),
  companyInfoSiteUrl: z.boolean().default(true).describe('2: SiteUrl is among the company information'),
  companyInfoLowerCase: z.boolean().default(false).describe('2: its keys begin in lower case'),
  isCloud: z.boolean().default(true).describe('2: hosted by the vendor; otherwise the codebase is v4_6_release/'),
  aliasRedirects: z.boolean().default(false).describe('2, 13: v4_6_release redirects to the codebase on a cloud host'),
  clientIdStatus: z
    .union([z.literal(401), z.literal(403)])
    .default(401)
    .describe('3: status of a missing or bad clientId'),
  unknownCompanyStatus: z
    .union([z.literal(401), z.literal(404)])
    .default(401)
    .describe('3: status of a mistyped company id'),
  inactiveMemberStatus: z
    .union([z.literal(401), z.literal(404)])
    .default(404)
    .describe('13: status for a disabled API member'),
  systemInfoNeedsRight: z.boolean().default(false).describe('3: /system/info needs the System module'),
  fractionalSeconds: z.enum(['reject', 'truncate']).default('reject').describe('4: times with fractions or offsets'),
  unknownFieldsIgnored: z.boolean().default(true).describe('5: unknown names in fields are ignored; otherwise a 400'),
  badConditionsCode: z.string().default('InvalidFilter').describe('8: code of bad conditions other than array children'),
  clampPageSize: z.boolean().default(true).describe('6: pageSize over 1000 is clamped; otherwise a 400'),
  orderByInfo: z.boolean().default(true).describe('6: orderBy _info/lastUpdated is taken; otherwise a 400'),
  endpointsWithoutLink: z
    .array(z.string())
    .default(['system/userDefinedFields'])
    .describe('6: collections that send no Link header'),
  morePatchOperations: z.boolean().default(false).describe('7: test, copy and move are taken; otherwise a 400'),
  jsonPatchContentType: z.boolean().default(true).describe('7: application/json-patch+json is taken; otherwise a 415'),
  patchIsAtomic: z.boolean().default(true).describe('7: all operations are one save; otherwise one save each'),
  readOnlyPatch: z.enum(['refused', 'ignored']).default('refused').describe('7: an operation on a read-only field'),
  badReferenceCode: z.string().default('InvalidReference').describe('8: code of a reference that leads nowhere'),
  duplicateIdentifierText: z
    .string()
    .default('A company with this identifier already exists')
    .describe('8: text of a second company with an identifier'),
  inactiveCategoryText: z.string().default('category.').describe('8, 15: what follows "80 is an inactive "'),
  inactiveCategoryCode: z.string().default('InvalidField').describe('8, 15: its code'),
  inactiveCategoryField: z.string().nullable().default(null).describe('8, 15: its field; null names the side that is inactive'),
  inactiveCategoriesHidden: z
    .boolean()
    .default(true)
    .describe('8: lists leave inactive categories and subcategories out unless conditions speak of inactiveFlag'),
  retryAfter: z.boolean().default(true).describe('9: 429 has Retry-After'),
  rateLimitBody: z.enum(['json', 'html']).default('json').describe('9: 429 of the API, or of the edge before it'),
  siteCallbacks: z.boolean().default(false).describe('10: callbacks of type site are taken'),
  callbackKeyNeedsAuth: z.boolean().default(false).describe('10, 15: the signing key needs credentials'),
  loopbackHttpCallbacks: z.boolean().default(true).describe('10: callbacks to http on loopback; the vendor wants public https'),
  addressRequired: z.boolean().default(true).describe('11: a company needs at least one address field'),
  addressBuildsSite: z.boolean().default(true).describe('11: the address of a new company builds its site Main'),
  deletedCompaniesHidden: z.boolean().default(true).describe('11, 15: lists leave deleted companies out'),
  contactPutFails: z.boolean().default(true).describe('7: PUT of a contact with communication items is refused'),
  closingFillsDates: z.boolean().default(true).describe('11: a closed status fills closedDate and closedBy'),
  forecastPutReplaces: z.boolean().default(true).describe('11: PUT of a forecast replaces all items; otherwise it adds'),
  bypassForecastWorks: z.boolean().default(true).describe('11, 15: bypassForecastUpdate makes no forecast row'),
  severalParentsRefused: z.boolean().default(false).describe('11: a product has one parent at the most'),
  categoryMustMatch: z.boolean().default(true).describe('11: category must be that of the subcategory'),
});

export type Switches = z.output<typeof switchesSchema>;
