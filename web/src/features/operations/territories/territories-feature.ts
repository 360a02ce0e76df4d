import { Map as MapIcon } from 'lucide-react';
import type { Feature } from '../../../shared/feature';

export const feature: Feature = {
  pages: [{ path: '/operations/territories', load: () => import('./territory-page') }],
  navigation: [
    {
      section: 'operations',
      path: '/operations/territories',
      label: 'territories.title',
      icon: MapIcon,
      order: 20,
      permissions: ['territory_read'],
    },
  ],
};
