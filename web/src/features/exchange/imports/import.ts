export const fileKinds = [
  'periods',
  'rates',
  'people',
  'positions',
  'reporting',
  'territories',
  'territory_assignments',
  'products',
  'product_prices',
  'product_costs',
  'customers',
  'contacts',
  'orders',
  'order_lines',
  'returns',
  'quotas',
  'pay_parameters',
  'kpis',
] as const;
export type FileKind = (typeof fileKinds)[number];

export type ImportState = 'draft' | 'checking' | 'checked' | 'running' | 'done' | 'failed' | 'undone';
export const duplicatePolicies = ['update', 'skip', 'refuse'] as const;
export type DuplicatePolicy = (typeof duplicatePolicies)[number];

export interface ImportFile {
  file_id: number;
  name: string;
  bytes: number;
}

export interface FileReport {
  source: string;
  kind: FileKind;
  read: number;
  inserted: number;
  updated: number;
  unchanged: number;
  skipped: number;
  refused: number;
  left_out: number;
  rounded: number;
  unmapped: string[];
  notes: { code: string; count: number }[];
}

export interface ImportReport {
  mapping: string;
  dry_run: boolean;
  files: FileReport[];
  unused: string[];
  refused: number;
}

export interface Import {
  import_id: number;
  state: ImportState;
  title: string;
  mapping: string;
  on_duplicate: DuplicatePolicy;
  created_at: string;
  finished_at?: string | null;
  job_id?: number | null;
  report?: ImportReport | null;
  files: ImportFile[];
  version: number;
}

/** Says which source becomes which of our files, and how its columns do. */
export interface FileMapping {
  from: string[];
  to: FileKind;
  columns?: Record<string, string[]> | null;
  derive?: Record<string, string> | null;
  forms?: Record<string, string> | null;
  where?: string | null;
  once?: string | null;
  ignore?: string[] | null;
}

export interface Mapping {
  name: string;
  title: string;
  company?: unknown;
  files: FileMapping[];
}

export interface PreviewColumn {
  heading: string;
  /** "orders.customer": where it goes; empty: it is not read. */
  targets: string[];
  guess: string;
  /** Several readings of its days fit: someone must choose. */
  date_order_open: boolean;
  decimal_mark_open: boolean;
  is_ignored: boolean;
  samples: string[];
}

export interface PreviewTable {
  source: string;
  format: string;
  encoding: string;
  delimiter: string;
  targets: { kind: FileKind; missing: string[] }[];
  columns: PreviewColumn[];
  rows: string[][];
}

export interface Preview {
  mapping: Mapping;
  tables: PreviewTable[];
}

export interface NamedMapping {
  name: string;
  title: string;
  is_built_in: boolean;
}

export interface CanonicalFile {
  kind: FileKind;
  columns: { name: string; kind: string; is_required: boolean }[];
}

export interface RefusedRow {
  place: number;
  source: string;
  line: number;
  column: string;
  reason: string;
  fields: string[];
}

/** What the rows of all files came to. */
export function sumOf(report: ImportReport) {
  const total = (name: 'read' | 'inserted' | 'updated' | 'unchanged' | 'skipped' | 'refused') =>
    report.files.reduce((sum, each) => sum + each[name], 0);
  return {
    read: total('read'),
    inserted: total('inserted'),
    updated: total('updated'),
    unchanged: total('unchanged'),
    skipped: total('skipped'),
    refused: report.refused,
  };
}
