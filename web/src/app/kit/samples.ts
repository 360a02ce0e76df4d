import type { Period } from '../../shared/api/periods';
import type { PathPoint } from '../../shared/components/chart/options';
import type { OrgNode } from '../../shared/components/org-chart';
import type { Standing } from '../../shared/components/status';

export interface SamplePerson {
  id: number;
  name: string;
  team: string;
  quota: string;
  actual: string;
  attainment: string;
  standing: Standing;
  since: string;
}

const names = [
  'Ana Ruiz',
  'Bea Conti',
  'Cyril Novák',
  'Dana Kowalska',
  'Elif Şahin',
  'نرگس احمدی',
  'Greta Łęcka',
  'Hugo Peña',
];
const teams = ['North', 'South', 'Key accounts'];
const standings: Standing[] = ['ahead', 'on_track', 'behind'];

/** As many people as a long list has. */
export const people: SamplePerson[] = Array.from({ length: 500 }, (_, at) => ({
  id: at + 1,
  name: `${names[at % names.length]} ${at + 1}`,
  team: teams[at % teams.length] as string,
  quota: `${120_000 + (at % 17) * 5_000}.00`,
  actual: `${60_000 + ((at * 7919) % 120_000)}.5`,
  attainment: `${40 + ((at * 37) % 90)}.${at % 10}`,
  standing: standings[(at * 7) % 3] as Standing,
  since: `2024-0${1 + (at % 9)}-1${at % 9}`,
}));

export const path: PathPoint[] = Array.from({ length: 13 }, (_, week) => {
  const date = new Date(Date.UTC(2026, 9, 1 + week * 7)).toISOString().slice(0, 10);
  const actual = week <= 7 ? 92_000 * week + 9_000 * Math.sin(week) : null;
  return {
    date,
    plan: 100_000 * week,
    actual,
    forecast: week < 7 ? null : 650_000 + (week - 7) * 88_000,
    yearBefore: 81_000 * week,
  };
});

export const organisation: OrgNode[] = [
  { id: '1', title: 'Mara Lindqvist', subtitle: 'Sales director' },
  { id: '2', parent: '1', title: 'Tomáš Dvořák', subtitle: 'Sales manager, Central' },
  { id: '3', parent: '1', title: 'Lucía Romero', subtitle: 'Sales manager, South' },
  { id: '4', parent: '2', title: 'Agnieszka Wójcik', subtitle: 'Team leader' },
  { id: '5', parent: '2', title: 'Jan Procházka', subtitle: 'Salesperson' },
  { id: '6', parent: '3', title: 'Marco Ferri', subtitle: 'Salesperson' },
  { id: '7', parent: '4', title: 'Olga Nowak', subtitle: 'Salesperson' },
];

export const periods: Period[] = [
  { key: '2026', label: '2026', kind: 'year', from: '2026-01-01', to: '2026-12-31', current: false },
  { key: '2026-Q3', label: 'Q3 2026', kind: 'quarter', from: '2026-07-01', to: '2026-09-30', current: false },
  { key: '2026-Q4', label: 'Q4 2026', kind: 'quarter', from: '2026-10-01', to: '2026-12-31', current: true },
];
