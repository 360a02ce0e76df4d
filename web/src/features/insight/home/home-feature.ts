import { Home } from 'lucide-react';
import type { Feature } from '../../../shared/feature';

export const feature: Feature = {
  pages: [{ path: '/', load: () => import('./home-page') }],
  navigation: [{ section: 'home', path: '/', label: 'frame.section.home', icon: Home, order: 0 }],
};
