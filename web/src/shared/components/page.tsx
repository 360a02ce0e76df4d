import { Skeleton } from '@mantine/core';
import { ChevronRight } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { useMessages } from '../i18n/messages';
import { AppLink } from './app-link';
import classes from './page.module.css';

interface PageProps {
  title: string;
  /** The way back up: "Goals" above one goal. */
  trail?: readonly { label: string; path: string }[];
  /** The answer in a sentence; stands beside or under the title. */
  sentence?: ReactNode;
  actions?: ReactNode;
  /** The page is one list that scrolls within itself. */
  list?: boolean;
  /** Beside the title: a state, a kind. */
  mark?: ReactNode;
  children: ReactNode;
}

/** A page within the frame: where one is, the answer first, then the picture and the rows. */
export function Page(props: PageProps) {
  const { t } = useMessages();
  useEffect(() => {
    document.title = `${props.title} · Colonnade`;
  }, [props.title]);
  return (
    <div className={classes.page} data-list={props.list || undefined}>
      <header className={classes.header}>
        <div className={classes.words}>
          {props.trail && (
            <nav className={classes.trail} aria-label={t('shared.trail')}>
              {props.trail.map((each) => (
                <span key={each.path}>
                  <AppLink to={each.path}>{each.label}</AppLink>
                  <ChevronRight size={14} className="mirrored" aria-hidden />
                </span>
              ))}
            </nav>
          )}
          <div className={classes.titleLine}>
            <h1 className={classes.title}>{props.title}</h1>
            {props.mark}
          </div>
          {props.sentence && <div className={classes.sentence}>{props.sentence}</div>}
        </div>
        {props.actions && (
          <div className={classes.actions} data-print="no">
            {props.actions}
          </div>
        )}
      </header>
      {props.children}
    </div>
  );
}

/** A part of a page under its own heading. */
export function Section(props: { title: string; about?: string; actions?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <div className={classes.sectionHead}>
        <div>
          <h2 className={classes.sectionTitle}>{props.title}</h2>
          {props.about && <p className={classes.about}>{props.about}</p>}
        </div>
        {props.actions && <div className={classes.actions}>{props.actions}</div>}
      </div>
      {props.children}
    </section>
  );
}

/** A quiet box; several stand beside each other where there is room. */
export function Card(props: { title?: string; children: ReactNode; actions?: ReactNode }) {
  return (
    <section className={classes.card}>
      {(props.title || props.actions) && (
        <div className={classes.cardHead}>
          {props.title && <h2 className={classes.cardTitle}>{props.title}</h2>}
          {props.actions}
        </div>
      )}
      {props.children}
    </section>
  );
}

export function Cards(props: { children: ReactNode; columns?: 2 | 3 | 4 }) {
  return (
    <div className={classes.cards} data-columns={props.columns ?? 3}>
      {props.children}
    </div>
  );
}

/** Names and values under each other: the fields of a record. */
export function Facts(props: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className={classes.facts}>
      {props.facts
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** The page before its figures are here: its name stands already. */
export function PageSkeleton(props: { title: string }) {
  const { t } = useMessages();
  return (
    <Page title={props.title}>
      <span className="visually-hidden" role="status">
        {t('shared.loading')}
      </span>
      <Cards columns={4}>
        {[0, 1, 2, 3].map((each) => (
          <Skeleton key={each} height={112} />
        ))}
      </Cards>
      <Skeleton height={320} />
    </Page>
  );
}
