import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { useNavigate } from '@tanstack/react-router';
import { CornerDownLeft, FileText, Keyboard, Search } from 'lucide-react';
import { type ReactNode, useDeferredValue, useEffect, useState } from 'react';
import { useApi } from '../../shared/api/query';
import { useSession } from '../../shared/api/session';
import { isOffered } from '../../shared/feature';
import { fold } from '../../shared/i18n/fold';
import { useMessages } from '../../shared/i18n/messages';
import { features } from '../features';
import { useNavigation } from './navigation';

const [store, spotlight] = createSpotlight();

interface FoundItem {
  kind: string;
  id: string | number;
  title: string;
  subtitle?: string | null;
  path: string;
}

interface Command {
  id: string;
  label: string;
  hint?: string;
  icon: ReactNode;
  run: () => void;
}

/**
 * Every page, action and record behind one key; records are searched by the server, within what one may see.
 */
export default function CommandMenu(props: { asked: number; onShortcuts: () => void }) {
  const { t, lookup } = useMessages();
  const [query, setQuery] = useState('');
  const asked = useDeferredValue(query.trim());
  const found = useApi<{ items: FoundItem[] }>(
    asked.length >= 2 ? '/search' : null,
    { q: asked },
    { keep: true },
  );
  const { pages, actions } = useCommands(props.onShortcuts);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each asking opens it
  useEffect(() => spotlight.open(), [props.asked]);
  const navigate = useNavigate();
  const wanted = fold(query);
  const fits = (command: Command) => fold(command.label).includes(wanted);
  const records: Command[] =
    asked.length < 2
      ? []
      : (found.data?.items ?? []).map((item) => ({
          id: `${item.kind}-${item.id}`,
          label: item.title,
          hint: item.subtitle ?? lookup(`frame.kind.${item.kind}`, undefined, item.kind),
          icon: <FileText size={17} strokeWidth={1.8} />,
          run: () => void navigate({ to: item.path as never }),
        }));
  const groups = [
    { label: t('frame.command.records'), commands: records },
    { label: t('frame.command.actions'), commands: actions.filter(fits) },
    { label: t('frame.command.pages'), commands: pages.filter(fits) },
  ].filter((group) => group.commands.length > 0);
  useFirstChosen(query === '' ? '' : groups.flatMap((group) => group.commands.map(({ id }) => id)).join(' '));
  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      scrollable
      maxHeight={420}
      clearQueryOnClose
      transitionProps={{ duration: 100 }}
      centered={false}
      yOffset="12vh"
      overlayProps={{ backgroundOpacity: 0.3, blur: 0 }}
    >
      <Spotlight.Search
        placeholder={t('frame.search')}
        aria-label={t('frame.search')}
        leftSection={<Search size={18} aria-hidden />}
      />
      <Spotlight.ActionsList>
        {groups.map((group) => (
          <Spotlight.ActionsGroup key={group.label} label={group.label}>
            {group.commands.map((command) => (
              <Spotlight.Action
                key={command.id}
                label={command.label}
                description={command.hint}
                leftSection={command.icon}
                rightSection={<CornerDownLeft size={14} className="mirrored" aria-hidden />}
                onClick={command.run}
              />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {groups.length === 0 && (
          <Spotlight.Empty>
            {found.isFetching ? t('shared.loading') : t('frame.command.nothing')}
          </Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

/**
 * Enter opens the first hit, also when the server's answer has replaced the list the menu had chosen from.
 */
function useFirstChosen(ids: string): void {
  useEffect(() => {
    const list = document.getElementById(store.getState().listId);
    if (ids === '' || !list || list.querySelector('[data-selected]')) return;
    list.querySelector('[data-action]')?.setAttribute('data-selected', 'true');
    store.updateState((state) => ({ ...state, selected: 0 }));
  }, [ids]);
}

function useCommands(onShortcuts: () => void): { pages: Command[]; actions: Command[] } {
  const { t } = useMessages();
  const navigate = useNavigate();
  const { permissions } = useSession();
  const go = (path: string) => () => void navigate({ to: path as never });
  const pages = useNavigation().flatMap(({ section, entries }) =>
    entries.map((entry) => ({
      id: entry.path,
      label: t(entry.label),
      hint: section === 'home' ? undefined : t(`frame.section.${section}`),
      icon: <entry.icon size={17} strokeWidth={1.8} />,
      run: go(entry.path),
    })),
  );
  const actions = features
    .flatMap((feature) => feature.actions ?? [])
    .filter((action) => isOffered(action.permissions, permissions))
    .map((action) => ({
      id: action.id,
      label: t(action.label),
      icon: <action.icon size={17} strokeWidth={1.8} />,
      run: go(action.path),
    }));
  const help: Command = {
    id: 'shortcuts',
    label: t('frame.shortcuts.title'),
    icon: <Keyboard size={17} strokeWidth={1.8} />,
    run: onShortcuts,
  };
  return { pages, actions: [...actions, help] };
}
