import { IconAlertTriangle, IconLayoutDashboard, IconPlugConnected, type Icon } from '@tabler/icons-react';
import type { Permission } from '../session/session.ts';
import { texts } from '../texts/index.ts';

export interface NavigationEntry {
  to: '/overview' | '/issues' | '/integrations';
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
];
