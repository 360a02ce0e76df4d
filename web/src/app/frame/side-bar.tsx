import { Tooltip, UnstyledButton } from '@mantine/core';
import { ChevronDown, PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { useSession } from '../../shared/api/session';
import { AppLink } from '../../shared/components/app-link';
import { Logo } from '../../shared/components/logo';
import type { NavigationEntry } from '../../shared/feature';
import { useStored } from '../../shared/hooks/use-stored';
import { useMessages } from '../../shared/i18n/messages';
import { type NavigationSection, useNavigation } from './navigation';
import classes from './side-bar.module.css';

export function SideBar(props: { narrow: boolean; onToggle: () => void }) {
  const { t } = useMessages();
  const { company } = useSession();
  const sections = useNavigation();
  const label = props.narrow ? t('frame.widen') : t('frame.narrow');
  const Toggle = props.narrow ? PanelLeftOpen : PanelLeftClose;
  return (
    <nav
      className={classes.bar}
      data-narrow={props.narrow || undefined}
      aria-label={t('frame.navigation')}
      data-print="no"
    >
      <AppLink to="/" className={classes.brand} aria-label={props.narrow ? company.name : undefined}>
        <Logo size={26} />
        <span className={classes.company} dir="auto">
          {company.name}
        </span>
        {company.demo && <span className={classes.demo}>{t('frame.demo')}</span>}
      </AppLink>
      <div className={classes.sections}>
        {sections.map((section) => (
          <SectionLines key={section.section} section={section} narrow={props.narrow} />
        ))}
      </div>
      <Tooltip label={`${label}  [`} position="right">
        <UnstyledButton className={classes.toggle} onClick={props.onToggle} aria-label={label}>
          <Toggle size={17} className="mirrored" aria-hidden />
        </UnstyledButton>
      </Tooltip>
    </nav>
  );
}

function SectionLines({ section, narrow }: { section: NavigationSection; narrow: boolean }) {
  const { t } = useMessages();
  const [closed, setClosed] = useStored(`navigation.${section.section}.closed`, false);
  const lines = section.entries.map((entry) => <Line key={entry.path} entry={entry} narrow={narrow} />);
  if (section.section === 'home') return <div className={classes.section}>{lines}</div>;
  const listId = `section-${section.section}`;
  return (
    <div className={classes.section}>
      {narrow ? (
        <hr className={classes.rule} />
      ) : (
        <UnstyledButton
          className={classes.heading}
          aria-expanded={!closed}
          aria-controls={listId}
          onClick={() => setClosed(!closed)}
        >
          {t(`frame.section.${section.section}`)}
          <ChevronDown size={14} className={classes.chevron} aria-hidden />
        </UnstyledButton>
      )}
      <div id={listId} hidden={closed && !narrow}>
        {lines}
      </div>
    </div>
  );
}

function Line({ entry, narrow }: { entry: NavigationEntry; narrow: boolean }) {
  const { t } = useMessages();
  const Icon = entry.icon;
  return (
    <Tooltip label={t(entry.label)} position="right" disabled={!narrow}>
      <AppLink
        to={entry.path}
        className={classes.line}
        activeOptions={{ exact: entry.path === '/', includeSearch: false }}
        aria-label={narrow ? t(entry.label) : undefined}
      >
        <Icon size={17} strokeWidth={1.8} aria-hidden />
        <span className={classes.label}>{t(entry.label)}</span>
      </AppLink>
    </Tooltip>
  );
}
