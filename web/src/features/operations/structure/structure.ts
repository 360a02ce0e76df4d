export const positionKinds = [
  'sales_manager',
  'assistant_manager',
  'team_leader',
  'salesperson',
  'specialist',
  'liaison_production',
  'liaison_service',
  'liaison_marketing',
  'liaison_finance',
  'liaison_hr',
  'executive',
  'other',
] as const;
export type PositionKind = (typeof positionKinds)[number];

export interface NamedPerson {
  person_id: number;
  name: string;
}

export interface DateRange {
  from: string;
  /** The first day after it; absent while it is open. */
  to?: string | null;
}

export interface PersonEntry {
  person_id: number;
  external_id?: string | null;
  name: string;
  title?: string | null;
  kind?: PositionKind | null;
  team?: { team_id: number; name: string } | null;
  manager?: NamedPerson | null;
  email?: string | null;
  phone?: string | null;
  hired_on?: string | null;
  left_on?: string | null;
}

export interface HeldPosition {
  holder_id: number;
  position_id: number;
  title: string;
  kind: PositionKind;
  team?: { team_id: number; name: string } | null;
  held: DateRange;
}

export interface ReportingLine {
  line_id: number;
  person: NamedPerson;
  range: DateRange;
}

/** A person's own page: everything over all time. */
export interface Person {
  person_id: number;
  external_id?: string | null;
  name: string;
  email?: string | null;
  phone?: string | null;
  hired_on?: string | null;
  left_on?: string | null;
  positions: HeldPosition[];
  managers: ReportingLine[];
  reports: ReportingLine[];
  version: number;
}

export interface Position {
  position_id: number;
  title: string;
  kind: PositionKind;
  team?: { team_id: number; name: string } | null;
  department?: { department_id: number; name: string } | null;
  holder?: NamedPerson | null;
  held?: DateRange | null;
}

export interface Holder {
  holder_id: number;
  person: NamedPerson;
  range: DateRange;
}

export interface Team {
  team_id: number;
  name: string;
  department?: { department_id: number; name: string } | null;
  members: number;
}

export interface ChartEntry {
  person_id: number;
  name: string;
  title?: string | null;
  manager_id?: number | null;
  direct_reports: number;
  all_reports: number;
}

export interface OrganisationChart {
  as_of: string;
  people: ChartEntry[];
  vacant: Position[];
}

export interface MyDuty {
  document_id: number;
  title: string;
  body: string;
  published_at: string;
  acknowledged_at?: string | null;
}

export interface MyPlace {
  person: NamedPerson;
  positions: HeldPosition[];
  managers: PersonEntry[];
  team: PersonEntry[];
  reports: PersonEntry[];
  duties: MyDuty[];
  next: { kind: string; on: string; subject: string }[];
}

/** "Since always" of the API. */
export const always = '0001-01-01';

export const personPath = (id: number) => `/operations/structure/people/${id}`;
