import { ActionIcon, Avatar, Menu, Tooltip, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import {
  Check,
  CircleHelp,
  KeyRound,
  Languages,
  LogOut,
  Monitor,
  Moon,
  Search,
  Sun,
  UserRound,
} from 'lucide-react';
import { request } from '../../shared/api/request';
import { type Theme, useSession, useSignOut } from '../../shared/api/session';
import { AppLink } from '../../shared/components/app-link';
import { Logo } from '../../shared/components/logo';
import { type Language, languages } from '../../shared/i18n/languages';
import { useMessages } from '../../shared/i18n/messages';
import { useSetLanguage } from '../language';
import { commandKey } from './command-key';
import { NotificationMenu } from './notification-menu';
import { PeriodSwitch } from './period-switch';
import classes from './top-bar.module.css';

export function TopBar(props: { onCommands: () => void; onShortcuts: () => void }) {
  const { t } = useMessages();
  return (
    <section className={classes.bar} aria-label={t('frame.tools')} data-print="no">
      <AppLink to="/" className={classes.brand} aria-label="Colonnade">
        <Logo size={26} />
      </AppLink>
      <UnstyledButton className={classes.search} onClick={props.onCommands}>
        <Search size={16} aria-hidden />
        <span className={classes.searchText}>{t('frame.search')}</span>
        <kbd className={classes.key} aria-hidden>
          {commandKey()}
        </kbd>
      </UnstyledButton>
      <div className={classes.tools}>
        <PeriodSwitch />
        <span className={classes.wide}>
          <LanguageMenu />
          <ThemeMenu />
          <Tooltip label={`${t('frame.shortcuts.title')}  ?`}>
            <ActionIcon onClick={props.onShortcuts} aria-label={t('frame.shortcuts.title')}>
              <CircleHelp size={18} strokeWidth={1.8} />
            </ActionIcon>
          </Tooltip>
        </span>
        <NotificationMenu />
        <MeMenu />
      </div>
    </section>
  );
}

function useChooseLanguage(): (code: Language) => void {
  const setLanguage = useSetLanguage();
  return (code) => {
    void setLanguage(code);
    void request('PATCH', '/me', { body: { language: code } }).catch(() => undefined);
  };
}

function useChooseTheme(): (theme: Theme) => void {
  const { setColorScheme } = useMantineColorScheme();
  return (theme) => {
    setColorScheme(theme === 'system' ? 'auto' : theme);
    void request('PATCH', '/me', { body: { theme } }).catch(() => undefined);
  };
}

function LanguageItems() {
  const { language } = useMessages();
  const choose = useChooseLanguage();
  return languages.map((each) => (
    <Menu.Item
      key={each.code}
      lang={each.code}
      onClick={() => choose(each.code)}
      rightSection={each.code === language.code ? <Check size={15} aria-hidden /> : null}
      aria-current={each.code === language.code || undefined}
    >
      {each.name}
    </Menu.Item>
  ));
}

function LanguageMenu() {
  const { t } = useMessages();
  return (
    <Menu width={180}>
      <Menu.Target>
        <Tooltip label={t('frame.language')}>
          <ActionIcon aria-label={t('frame.language')}>
            <Languages size={18} strokeWidth={1.8} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <LanguageItems />
      </Menu.Dropdown>
    </Menu>
  );
}

const themeIcons = { light: Sun, dark: Moon, system: Monitor } as const;
const themes = ['light', 'dark', 'system'] as const;

function ThemeItems() {
  const { t } = useMessages();
  const { colorScheme } = useMantineColorScheme();
  const choose = useChooseTheme();
  const current = colorScheme === 'auto' ? 'system' : colorScheme;
  return themes.map((theme) => {
    const Icon = themeIcons[theme];
    return (
      <Menu.Item
        key={theme}
        leftSection={<Icon size={16} aria-hidden />}
        rightSection={current === theme ? <Check size={15} aria-hidden /> : null}
        aria-current={current === theme || undefined}
        onClick={() => choose(theme)}
      >
        {t(`frame.theme.${theme}`)}
      </Menu.Item>
    );
  });
}

function ThemeMenu() {
  const { t } = useMessages();
  const { colorScheme } = useMantineColorScheme();
  const Icon = themeIcons[colorScheme === 'auto' ? 'system' : colorScheme];
  return (
    <Menu width={180}>
      <Menu.Target>
        <Tooltip label={t('frame.theme.title')}>
          <ActionIcon aria-label={t('frame.theme.title')}>
            <Icon size={18} strokeWidth={1.8} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <ThemeItems />
      </Menu.Dropdown>
    </Menu>
  );
}

function MeMenu() {
  const { t, lookup } = useMessages();
  const session = useSession();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const roles = session.roles.map((role) => lookup(`frame.role.${role}`, undefined, role)).join(' · ');
  return (
    <Menu width={240}>
      <Menu.Target>
        <UnstyledButton className={classes.me}>
          <span className="visually-hidden">{t('frame.me', { name: session.name })}</span>
          <Avatar aria-hidden name={session.name} color="accent" size={30} radius="xl" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <strong>{session.name}</strong>
          <span>{roles}</span>
        </div>
        <Menu.Divider />
        {session.person_id ? (
          <Menu.Item
            leftSection={<UserRound size={16} aria-hidden />}
            onClick={() => void navigate({ to: '/operations/structure/my-place' as never })}
          >
            {t('frame.my_place')}
          </Menu.Item>
        ) : null}
        <Menu.Item
          leftSection={<KeyRound size={16} aria-hidden />}
          onClick={() => void navigate({ to: '/account' as never })}
        >
          {t('account.title')}
        </Menu.Item>
        <div className={classes.phone}>
          <Menu.Label>{t('frame.language')}</Menu.Label>
          <LanguageItems />
          <Menu.Label>{t('frame.theme.title')}</Menu.Label>
          <ThemeItems />
        </div>
        <Menu.Divider />
        <Menu.Item
          leftSection={<LogOut size={16} className="mirrored" aria-hidden />}
          onClick={() => void signOut()}
        >
          {t('frame.sign_out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
