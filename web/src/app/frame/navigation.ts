import { useSession } from '../../shared/api/session';
import { isOffered, type NavigationEntry, type Section } from '../../shared/feature';
import { features } from '../features';

export interface NavigationSection {
  section: Section;
  entries: NavigationEntry[];
}

const order: readonly Section[] = ['home', 'operations', 'process', 'coaching', 'training', 'settings'];

/** The sections with at least one page for this user. A pillar without a page yet is not shown. */
export function sectionsFor(
  entries: readonly NavigationEntry[],
  permissions: Record<string, string>,
  solo: boolean,
): NavigationSection[] {
  const shown = entries.filter(
    (each) => isOffered(each.permissions, permissions, each.reach) && !(solo && each.hiddenInSolo),
  );
  return order
    .map((section) => ({
      section,
      entries: shown.filter((each) => each.section === section).sort((a, b) => a.order - b.order),
    }))
    .filter((each) => each.entries.length > 0);
}

export function useNavigation(): NavigationSection[] {
  const { permissions, company } = useSession();
  return sectionsFor(
    features.flatMap((feature) => feature.navigation ?? []),
    permissions,
    company.solo,
  );
}
