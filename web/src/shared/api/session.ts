import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { isOffered } from '../feature';
import type { Language } from '../i18n/languages';
import { request, setCsrfToken } from './request';

export type Theme = 'light' | 'dark' | 'system';
export type ScopeName = 'own' | 'team' | 'all';

/** Who is signed in, and what they may do; the server answers the same for every page. */
export interface Session {
  user_id: number;
  login: string;
  name: string;
  person_id?: number | null;
  roles: string[];
  permissions: Record<string, ScopeName>;
  language?: Language | null;
  theme?: Theme | null;
  csrf_token: string;
  company: { name: string; currency: string; solo: boolean; today: string; demo: boolean };
}

export const sessionKey = ['session'] as const;

export async function readSession(signal?: AbortSignal): Promise<Session | null> {
  try {
    const session = await request<Session>('GET', '/sessions/current', { signal });
    setCsrfToken(session.csrf_token);
    return session;
  } catch (error) {
    if (error instanceof Error && 'status' in error && error.status === 401) return null;
    throw error;
  }
}

const Context = createContext<Session | null>(null);
export const SessionProvider = Context.Provider;

/** The signed-in user; pages inside the frame always have one. */
export function useSession(): Session {
  const session = useContext(Context);
  if (!session) throw new Error('useSession outside of the frame');
  return session;
}

/** Whether the user may do `permission` for anybody at all; the server decides for whom. */
export function useMay(): (permission: string, reach?: 'own' | 'team') => boolean {
  const { permissions } = useSession();
  return (permission, reach) => isOffered([permission], permissions, reach);
}

export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await request('DELETE', '/sessions/current').catch(() => undefined);
    setCsrfToken('');
    client.removeQueries({ queryKey: ['api'] });
    client.setQueryData(sessionKey, null);
  };
}
