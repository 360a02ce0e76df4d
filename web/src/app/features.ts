import type { Feature } from '../shared/feature';

const modules = import.meta.glob<{ feature: Feature }>('../features/**/*-feature.ts', { eager: true });

/** Every feature that exists: each folder's `…-feature.ts`. The file list is the feature list. */
export const features: readonly Feature[] = Object.values(modules).map((module) => module.feature);
