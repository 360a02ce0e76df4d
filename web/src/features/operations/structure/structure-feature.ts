import { BookOpenCheck, MapPinned, Network } from 'lucide-react';
import type { Feature } from '../../../shared/feature';

export const feature: Feature = {
  pages: [
    { path: '/operations/structure', load: () => import('./structure-page') },
    { path: '/operations/structure/people/$id', load: () => import('./person-page') },
    { path: '/operations/structure/my-place', load: () => import('./my-place-page') },
    { path: '/operations/structure/positions/$id', load: () => import('./position-page') },
    { path: '/operations/structure/duties/outstanding', load: () => import('./outstanding-page') },
    { path: '/operations/structure/duties/new', load: () => import('./duty-editor-page') },
    { path: '/operations/structure/duties/$id', load: () => import('./duty-page') },
    { path: '/operations/structure/duties/$id/edit', load: () => import('./duty-editor-page') },
  ],
  navigation: [
    {
      section: 'operations',
      path: '/operations/structure',
      label: 'structure.title',
      icon: Network,
      order: 10,
      permissions: ['structure_read'],
      hiddenInSolo: true,
    },
  ],
  actions: [
    { id: 'my-place', label: 'frame.my_place', path: '/operations/structure/my-place', icon: MapPinned },
    {
      id: 'hire',
      label: 'structure.new',
      path: '/operations/structure?tab=people&new=1',
      icon: Network,
      permissions: ['structure_write'],
    },
    {
      id: 'duty-new',
      label: 'duties.new',
      path: '/operations/structure/duties/new',
      icon: BookOpenCheck,
      permissions: ['structure_write'],
    },
  ],
};
