import { emailAddress } from '@psa-bridge/core';
import { z } from 'zod';
import { DEFAULT_OPTIONS } from '../domain/options.ts';
import { TRIGGERS } from '../domain/purchase/purchase-order.ts';

export const ConnectionIdParams = z.object({ id: z.string().min(1).max(100) });

const AccountCode = z.string().min(1).max(10);
const TaxType = z.string().min(1).max(50);
const Decimal = z.string().regex(/^\d{1,6}(\.\d{1,2})?$/, 'must be an amount such as 3.00');
const Day = z.iso.date();
const Id = z.string().min(1).max(50);

const Rounding = z.strictObject({
  silentUpTo: Decimal.default('0.05').describe('Differences up to here get a line "Rounding", without a word'),
  allowance: Decimal.default('3.00').describe('Up to here with a warning; beyond, the invoice faults (XI-40)'),
  account: AccountCode.optional().describe("Without one Xero's own rounding account"),
});

const Options = z.strictObject({
  importAs: z.enum(['draft', 'approved', 'approved-and-sent']).default(DEFAULT_OPTIONS.importAs),
  numbering: z.enum(['xero', 'autotask-id', 'autotask-number']).default(DEFAULT_OPTIONS.numbering),
  numberPrefix: z
    .string()
    .max(20)
    .regex(/^[ -~]*$/, 'must be printable ASCII')
    .default(DEFAULT_OPTIONS.numberPrefix),
  dueDateFrom: z.enum(['due-date', 'invoice-date']).default(DEFAULT_OPTIONS.dueDateFrom),
  isOrderNumberInReference: z.boolean().default(DEFAULT_OPTIONS.isOrderNumberInReference),
  hasFourDecimals: z.boolean().default(DEFAULT_OPTIONS.hasFourDecimals),
  zeroTotal: z.enum(['skip', 'draft', 'send']).default(DEFAULT_OPTIONS.zeroTotal),
  carriesVoids: z
    .boolean()
    .default(DEFAULT_OPTIONS.carriesVoids)
    .describe('What is voided in Autotask is voided in Xero too, a draft deleted (VOD-1)'),
  showsNonBillable: z.boolean().default(DEFAULT_OPTIONS.showsNonBillable),
  accounts: z.strictObject({
    default: AccountCode.describe('For billing codes that are not mapped (XI-24)'),
    byBillingCode: z.record(Id, AccountCode).default({}),
  }),
  tax: z
    .strictObject({
      amountsFrom: z.enum(['autotask', 'xero']).default(DEFAULT_OPTIONS.tax.amountsFrom),
      byRegion: z.record(z.string().min(1).max(100), TaxType).optional(),
    })
    .prefault({}),
  items: z.enum(['off', 'by-code']).default(DEFAULT_OPTIONS.items),
  contacts: z
    .strictObject({
      matchBy: z.enum(['name', 'account-number']).default(DEFAULT_OPTIONS.contacts.matchBy),
      ignoresCase: z.boolean().default(DEFAULT_OPTIONS.contacts.ignoresCase),
      invalidEmail: z.enum(['fault', 'drop']).default(DEFAULT_OPTIONS.contacts.invalidEmail),
    })
    .prefault({}),
  rounding: Rounding.prefault({}).refine(
    ({ silentUpTo, allowance }) => Number(silentUpTo) <= Number(allowance),
    'silentUpTo must not exceed allowance',
  ),
});

const Purchases = z
  .strictObject({
    as: z.enum(['purchase-order', 'bill']).default('purchase-order'),
    trigger: z.enum(TRIGGERS).default('submitted').describe('The status in Autotask on which an order is taken, once (XI-45)'),
    status: z.enum(['DRAFT', 'SUBMITTED', 'AUTHORISED', 'BILLED']).default('DRAFT'),
    isNumberedByAutotask: z.boolean().default(false),
    isMemoInReference: z.boolean().default(false),
    accounts: z.strictObject({
      default: AccountCode,
      freight: AccountCode,
      byBillingCode: z.record(Id, AccountCode).default({}),
    }),
    taxType: TaxType.optional(),
  })
  .refine(({ as, status }) => as === 'purchase-order' || status !== 'BILLED', {
    path: ['status'],
    message: 'only purchase orders can be BILLED',
  });

export const SettingsBody = z.strictObject({
  options: Options,
  purchases: Purchases.optional().describe('Purchase orders are taken where this is given'),
  takesFrom: Day.optional().describe('Invoices of an earlier day are skipped (XI-23)'),
  writesBack: z
    .boolean()
    .default(false)
    .describe(
      "Autotask's invoice gets Xero's number, the time at which it was taken (NUM-4) and the day on which it was paid in full (PAY-1); its own number stays where Xero's is made of it",
    ),
  alertsTo: z.array(emailAddress()).max(20).default([]).describe('Who is written to about faults (XI-03)'),
});

const ProblemView = z.object({ code: z.string(), message: z.string(), cure: z.string() });

export const EngineView = z.object({
  id: z.string(),
  state: z.enum(['active', 'paused']),
  settings: SettingsBody.nullable(),
  rest: z.object({ until: z.iso.datetime(), problem: ProblemView }).nullable().describe('Nothing is asked of Xero until then'),
  reading: z
    .object({ since: z.iso.datetime(), problem: ProblemView })
    .nullable()
    .describe('Why invoices cannot be read in Autotask at the moment'),
  looks: z
    .object({ since: z.iso.datetime(), problem: ProblemView })
    .nullable()
    .describe("Why it is not looked at what becomes of documents in Xero: the day's last calls are kept for sending"),
});
