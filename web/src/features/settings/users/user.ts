export const roles = [
  'seller',
  'manager',
  'operations',
  'finance',
  'trainer',
  'recruiter',
  'liaison',
  'administrator',
  'solo',
] as const;
export type Role = (typeof roles)[number];

export interface User {
  user_id: number;
  login: string;
  name: string;
  email?: string | null;
  person_id?: number | null;
  language: string;
  roles: Role[];
  has_password: boolean;
  has_second_factor: boolean;
  disabled: boolean;
  created_at: string;
  version: number;
}
