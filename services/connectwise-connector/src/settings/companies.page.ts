import { defineSettingsPage, type SettingReference } from '@psa-bridge/connector-kit';
import { z } from 'zod';
import { DataPoint, LocalKey, SetupKey } from './keys.ts';

/** How companies come over (CW-20 to CW-22). */
export const CompaniesSettings = z.strictObject({
  /** Our company type by ConnectWise's (CW-20); one without an entry comes in as it is. */
  companyTypesIn: z.record(SetupKey, LocalKey).default({}),
  /** ConnectWise's company type by ours (CW-20); without an entry a company of that type is created without one. */
  companyTypesOut: z.record(LocalKey, SetupKey).default({}),
  /** A company may have several types there: the first of these that it has is the one that counts (CW-20). */
  companyTypePriority: z.array(SetupKey).max(200).default([]),
  /** Only companies in these statuses are synced; all where it is empty (CW-21). */
  companyStatuses: z.array(SetupKey).max(200).default([]),
  /** Which custom field fills which of our data points (CW-22). */
  companyFields: z.record(DataPoint, SetupKey).default({}),
  /** Type of the companies that are made for new manufacturers (CW-22). */
  manufacturerCompanyType: LocalKey.optional(),
});

export const companiesPage = defineSettingsPage({
  name: 'companies',
  title: 'Companies',
  settings: CompaniesSettings,
  portable: {
    companyTypesIn: ['companyTypesIn', '*'],
    companyTypesOut: ['companyTypesOut', '*'],
    manufacturerCompanyType: ['manufacturerCompanyType'],
  },
  choices: {
    companyTypes: { psa: 'company_type' },
    localCompanyTypes: { local: 'company_type' },
    companyStatuses: { psa: 'company_status' },
    companyFields: { psa: 'company_field' },
  },
  references: (settings) => [
    ...Object.entries(settings.companyTypesIn).flatMap(([theirs, ours]): SettingReference[] => {
      const place = { path: ['companyTypesIn', theirs], title: 'Our type', of: typeOf(theirs) };
      return [
        { ...place, target: typeOf(theirs), affects: [{ type: 'company', filters: { type: ours } }] },
        { ...place, target: { local: 'company_type', key: ours } },
      ];
    }),
    ...Object.entries(settings.companyTypesOut).flatMap(([ours, theirs]): SettingReference[] => {
      const target = { local: 'company_type', key: ours };
      const place = { path: ['companyTypesOut', ours], title: 'ConnectWise type', of: target };
      return [
        { ...place, target: typeOf(theirs), affects: [{ type: 'company', filters: { type: ours } }] },
        { ...place, target },
      ];
    }),
    ...settings.companyTypePriority.map((key, index) => ({ path: ['companyTypePriority', String(index)], target: typeOf(key) })),
    ...settings.companyStatuses.map((key, index) => ({
      path: ['companyStatuses', String(index)],
      target: { psa: 'company_status', key },
    })),
    ...Object.entries(settings.companyFields).map(([point, key]) => ({
      path: ['companyFields', point],
      title: `Field of data point "${point}"`,
      target: { psa: 'company_field', key },
      affects: [{ type: 'company' as const, carries: point }],
    })),
    ...(settings.manufacturerCompanyType === undefined
      ? []
      : [{ path: ['manufacturerCompanyType'], target: { local: 'company_type', key: settings.manufacturerCompanyType } }]),
  ],
});

function typeOf(key: string): { psa: string; key: string } {
  return { psa: 'company_type', key };
}
