import {
  IconActivity,
  IconAddressBook,
  IconAlertTriangle,
  IconFileInvoice,
  IconHeartbeat,
  IconKey,
  IconLayoutDashboard,
  IconPlugConnected,
  IconTool,
  IconUsers,
  IconWebhook,
  type Icon,
} from '@tabler/icons-react';
import type { Permission } from '../session/session.ts';
import { texts } from '../texts/index.ts';

export interface NavigationEntry {
  to:
    | '/overview'
    | '/issues'
    | '/integrations'
    | '/records'
    | '/xero'
    | '/users'
    | '/access'
    | '/webhooks'
    | '/activity'
    | '/maintenance'
    | '/status';
  label: string;
  icon: Icon;
  /** Who sees the entry; everybody where it says nothing. */
  permission?: Permission | 'admin';
}

/** In the order in which people need it. */
export const NAVIGATION: readonly NavigationEntry[] = [
  { to: '/overview', label: texts.navigation.overview, icon: IconLayoutDashboard },
  { to: '/issues', label: texts.navigation.issues, icon: IconAlertTriangle, permission: 'Issue manager' },
  { to: '/integrations', label: texts.navigation.integrations, icon: IconPlugConnected, permission: 'Integration manager' },
  { to: '/records', label: texts.navigation.records, icon: IconAddressBook },
  { to: '/xero', label: texts.navigation.xero, icon: IconFileInvoice, permission: 'Invoice manager' },
  { to: '/users', label: texts.navigation.users, icon: IconUsers, permission: 'admin' },
  { to: '/access', label: texts.navigation.access, icon: IconKey, permission: 'admin' },
  { to: '/webhooks', label: texts.navigation.webhooks, icon: IconWebhook, permission: 'admin' },
  { to: '/activity', label: texts.navigation.activity, icon: IconActivity, permission: 'admin' },
  { to: '/maintenance', label: texts.navigation.maintenance, icon: IconTool, permission: 'admin' },
  { to: '/status', label: texts.navigation.status, icon: IconHeartbeat },
];
