import { UsersRound } from 'lucide-react';
import type { Feature } from '../../../shared/feature';

export const feature: Feature = {
  pages: [{ path: '/team', load: () => import('./team-page') }],
  navigation: [
    {
      section: 'home',
      path: '/team',
      label: 'team.title',
      icon: UsersRound,
      order: 1,
      permissions: ['goal_read'],
      reach: 'team',
      hiddenInSolo: true,
    },
  ],
};
