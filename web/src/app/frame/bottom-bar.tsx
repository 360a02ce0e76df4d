import { Drawer, UnstyledButton } from '@mantine/core';
import { useRouterState } from '@tanstack/react-router';
import { Compass, GraduationCap, HandHeart, Home, type LucideIcon, Route, Settings } from 'lucide-react';
import { useState } from 'react';
import { AppLink } from '../../shared/components/app-link';
import type { Section } from '../../shared/feature';
import { useMessages } from '../../shared/i18n/messages';
import classes from './bottom-bar.module.css';
import { useNavigation } from './navigation';

const icons: Record<Section, LucideIcon> = {
  home: Home,
  operations: Compass,
  process: Route,
  coaching: HandHeart,
  training: GraduationCap,
  settings: Settings,
};

/** The navigation of a phone: one touch per section, a second for the page. */
export function BottomBar() {
  const { t } = useMessages();
  const sections = useNavigation();
  const [open, setOpen] = useState<Section | null>(null);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const shown = sections.find((each) => each.section === open);
  const isHere = (section: Section) =>
    sections.some(
      (each) =>
        each.section === section &&
        each.entries.some((entry) => (entry.path === '/' ? path === '/' : path.startsWith(entry.path))),
    );
  return (
    <nav className={classes.bar} aria-label={t('frame.navigation')} data-print="no">
      {sections.map(({ section, entries }) => {
        const Icon = icons[section];
        const text = t(`frame.section.${section}`);
        const only = entries.length === 1 ? entries[0] : undefined;
        const inside = (
          <>
            <Icon size={20} strokeWidth={1.8} aria-hidden />
            <span>{text}</span>
          </>
        );
        return only ? (
          <AppLink
            key={section}
            to={only.path}
            className={classes.item}
            data-here={isHere(section) || undefined}
          >
            {inside}
          </AppLink>
        ) : (
          <UnstyledButton
            key={section}
            className={classes.item}
            data-here={isHere(section) || undefined}
            aria-haspopup="dialog"
            onClick={() => setOpen(section)}
          >
            {inside}
          </UnstyledButton>
        );
      })}
      <Drawer
        opened={open !== null}
        onClose={() => setOpen(null)}
        position="bottom"
        size="auto"
        title={open ? t(`frame.section.${open}`) : ''}
        closeButtonProps={{ 'aria-label': t('shared.close') }}
      >
        {shown?.entries.map((entry) => (
          <AppLink key={entry.path} to={entry.path} className={classes.line} onClick={() => setOpen(null)}>
            <entry.icon size={20} strokeWidth={1.8} aria-hidden />
            {t(entry.label)}
          </AppLink>
        ))}
      </Drawer>
    </nav>
  );
}
