import { useMantineColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { request } from '../shared/api/request';
import { readSession, type Session, SessionProvider, sessionKey } from '../shared/api/session';
import { useMessages } from '../shared/i18n/messages';
import { chosen } from './door';
import { Frame } from './frame/frame';
import { FrameSkeleton } from './frame/frame-skeleton';
import { useSetLanguage } from './language';
import { TroublePage } from './trouble-page';

const SignInPage = lazy(() => import('./sign-in-page'));

/** Everything behind it needs someone signed in; without, the sign-in page stands at the same address. */
export function SessionGate() {
  const session = useQuery({
    queryKey: sessionKey,
    queryFn: ({ signal }) => readSession(signal),
    staleTime: 5 * 60_000,
    refetchOnWindowFocus: true,
  });
  usePreferences(session.data ?? null);
  if (session.isPending) return <FrameSkeleton />;
  if (session.isError) return <TroublePage error={session.error} retry={() => void session.refetch()} />;
  if (!session.data) {
    return (
      <Suspense>
        <SignInPage />
      </Suspense>
    );
  }
  return (
    <SessionProvider value={session.data}>
      <Frame />
    </SessionProvider>
  );
}

/** Brings the language and theme that the user chose elsewhere. */
function usePreferences(session: Session | null): void {
  const { language } = useMessages();
  const setLanguage = useSetLanguage();
  const { setColorScheme } = useMantineColorScheme();
  const wantedLanguage = session?.language;
  const wantedTheme = session?.theme;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a newly read preference is applied, not the reader's next choice
  useEffect(() => {
    const { language: own } = chosen;
    chosen.language = null;
    if (wantedLanguage && own && own !== wantedLanguage) {
      void request('PATCH', '/me', { body: { language: own } }).catch(() => undefined);
    } else if (wantedLanguage && wantedLanguage !== language.code) void setLanguage(wantedLanguage);
  }, [wantedLanguage]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: setColorScheme is another with each change of colours; the former preference would win over the reader's choice
  useEffect(() => {
    if (wantedTheme) setColorScheme(wantedTheme === 'system' ? 'auto' : wantedTheme);
  }, [wantedTheme]);
}
