import { CalendarRange } from 'lucide-react';
import type { Feature } from '../../../shared/feature';

export const feature: Feature = {
  pages: [{ path: '/settings/calendar', load: () => import('./calendar-page') }],
  navigation: [
    {
      section: 'settings',
      path: '/settings/calendar',
      label: 'calendar.title',
      icon: CalendarRange,
      order: 55,
      permissions: ['period_write', 'rate_write'],
    },
  ],
};
