import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type { MessageKey } from './i18n/catalogue';

export type Section = 'home' | 'operations' | 'process' | 'coaching' | 'training' | 'settings';

/** A page: its address ("/operations/goals/$id") and the file that shows it, loaded when first needed. */
export interface Page {
  path: string;
  load: () => Promise<{ default: ComponentType }>;
}

/** A line of the navigation, and of the command menu. */
export interface NavigationEntry {
  section: Section;
  path: string;
  label: MessageKey;
  icon: LucideIcon;
  order: number;
  /** Shown to those who have one of these permissions; absent: to everyone. */
  permissions?: readonly string[];
  /** …for more than themselves. */
  reach?: 'team';
  /** Meaningless for a company of one. */
  hiddenInSolo?: boolean;
}

/** Something one can do from anywhere: "New goal", "Import a file". */
export interface Action {
  id: string;
  label: MessageKey;
  path: string;
  icon: LucideIcon;
  permissions?: readonly string[];
}

/** All that the frame knows of a feature. */
export interface Feature {
  pages: readonly Page[];
  navigation?: readonly NavigationEntry[];
  actions?: readonly Action[];
}

/** Whether someone with `permissions` is shown an entry that asks for `wanted`. */
export function isOffered(
  wanted: readonly string[] | undefined,
  permissions: Record<string, string>,
  reach: 'own' | 'team' = 'own',
): boolean {
  const enough = reach === 'team' ? ['team', 'all'] : ['own', 'team', 'all'];
  return !wanted || wanted.some((each) => enough.includes(permissions[each] ?? 'none'));
}
