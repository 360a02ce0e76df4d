import { KeyRound } from 'lucide-react';
import type { Feature } from '../../../shared/feature';

/** Reached from the menu under one's own picture, and from the command menu. */
export const feature: Feature = {
  pages: [{ path: '/account', load: () => import('./account-page') }],
  actions: [{ id: 'account', label: 'account.title', path: '/account', icon: KeyRound }],
};
