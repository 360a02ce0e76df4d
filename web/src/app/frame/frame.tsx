import { useHotkeys } from '@mantine/hooks';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { EventsProvider } from '../../shared/api/events';
import { ExplainProvider } from '../../shared/components/explain/explain-provider';
import { useHotkey } from '../../shared/hooks/use-hotkey';
import { useStored } from '../../shared/hooks/use-stored';
import { useMessages } from '../../shared/i18n/messages';
import { BottomBar } from './bottom-bar';
import classes from './frame.module.css';
import { SideBar } from './side-bar';
import { TopBar } from './top-bar';

const CommandMenu = lazy(() => import('./command-menu'));
const ConfirmDialog = lazy(() => import('./confirm-dialog'));
const ShortcutsDialog = lazy(() => import('./shortcuts-dialog'));

/** What stands around every page: navigation, top bar, command menu, side panel. */
export function Frame() {
  const { t } = useMessages();
  const [narrow, setNarrow] = useStored('navigation.narrow', false);
  const [shortcuts, setShortcuts] = useState(false);
  const [asked, setAsked] = useState(0);
  const openCommands = () => setAsked(asked + 1);
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.location.pathname });
  useHotkey('?', () => setShortcuts(true));
  useHotkey('/', openCommands);
  useHotkeys([['mod+K', openCommands]], []);
  useHotkey('[', () => setNarrow(!narrow));
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page starts at its top
  useEffect(() => {
    if (main.current) main.current.scrollTop = 0;
  }, [path]);
  return (
    <EventsProvider>
      <ExplainProvider>
        <a className={classes.skip} href="#main" data-print="no">
          {t('frame.skip')}
        </a>
        <div className={classes.frame} data-narrow={narrow || undefined}>
          <SideBar narrow={narrow} onToggle={() => setNarrow(!narrow)} />
          <TopBar onCommands={openCommands} onShortcuts={() => setShortcuts(true)} />
          <main id="main" ref={main} className={classes.main} tabIndex={-1}>
            <Outlet />
          </main>
          <BottomBar />
        </div>
        <Suspense>
          {asked > 0 && <CommandMenu asked={asked} onShortcuts={() => setShortcuts(true)} />}
          {shortcuts && <ShortcutsDialog opened onClose={() => setShortcuts(false)} />}
          <ConfirmDialog />
        </Suspense>
      </ExplainProvider>
    </EventsProvider>
  );
}
