import { Anchor, Breadcrumbs, Button, Menu, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ChevronRight, Download } from 'lucide-react';
import { apiKey, useApi } from '../../api/query';
import { apiUrl, request } from '../../api/request';
import type { Figure } from '../../formats/formats';
import { useView } from '../../hooks/use-view';
import { useMessages } from '../../i18n/messages';
import { AppLink } from '../app-link';
import { Problem } from '../problem';
import { SidePanel } from '../side-panel';
import classes from './explain-panel.module.css';
import type { ExplainStep } from './explain-provider';
import { cellText, type Explanation, formulaText, isNumberUnit, type SourceRows } from './explanation';

interface Props {
  steps: readonly ExplainStep[];
  onDeeper: (step: ExplainStep) => void;
  /** Keeps the first `count` steps. */
  onBack: (count: number) => void;
  onClose: () => void;
}

/**
 * The story of one figure: its formula with the numbers in place, its terms, each opening in turn, its source
 * rows.
 */
export default function ExplainPanel(props: Props) {
  const { t } = useMessages();
  const step = props.steps.at(-1);
  return (
    <SidePanel opened={step !== undefined} onClose={props.onClose} title={t('shared.explain.title')}>
      {props.steps.length > 1 && (
        <Breadcrumbs
          className={classes.crumbs}
          separator={<ChevronRight size={14} className="mirrored" aria-hidden />}
        >
          {props.steps.map((each, at) =>
            at === props.steps.length - 1 ? (
              <span key={each.path} aria-current="step">
                {each.label}
              </span>
            ) : (
              <Anchor key={each.path} component="button" type="button" onClick={() => props.onBack(at + 1)}>
                {each.label}
              </Anchor>
            ),
          )}
        </Breadcrumbs>
      )}
      {step && <Story key={step.path} step={step} onDeeper={props.onDeeper} />}
    </SidePanel>
  );
}

function Story({ step, onDeeper }: { step: ExplainStep; onDeeper: Props['onDeeper'] }) {
  const messages = useMessages();
  const { t, formats } = messages;
  const answer = useApi<Explanation>(step.path, {}, { dated: true });
  if (answer.isError) return <Problem error={answer.error} retry={() => void answer.refetch()} />;
  if (!answer.data) return <StorySkeleton />;
  const explanation = answer.data;
  const formula = formulaText(explanation, messages);
  return (
    <div className={classes.story}>
      <div>
        <p className={classes.title}>{explanation.title}</p>
        <p className={classes.value}>{formats.figure(explanation.value)}</p>
      </div>
      {formula && <p className={classes.formula}>{formula}</p>}
      {explanation.terms.length > 0 && (
        <section aria-label={t('shared.explain.terms')}>
          <h3 className={classes.heading}>{t('shared.explain.terms')}</h3>
          <ul className={classes.terms}>
            {explanation.terms.map((term) => (
              <Term key={`${term.label}-${term.note ?? ''}`} term={term} onDeeper={onDeeper} />
            ))}
          </ul>
        </section>
      )}
      {explanation.notes?.map((note) => (
        <p key={note} className={classes.note}>
          {note}
        </p>
      ))}
      {explanation.source && <Source path={step.path} source={explanation.source} />}
    </div>
  );
}

function Term(props: {
  term: { label: string; value: Figure; note?: string | null };
  onDeeper: Props['onDeeper'];
}) {
  const { formats } = useMessages();
  const { label, value, note } = props.term;
  const inside = (
    <>
      <span className={classes.termLabel}>
        {label}
        {note && <small>{note}</small>}
      </span>
      <span className={classes.termValue}>{formats.figure(value)}</span>
    </>
  );
  const path = value.explain;
  return (
    <li>
      {path ? (
        <button type="button" className={classes.term} onClick={() => props.onDeeper({ path, label })}>
          {inside}
          <ChevronRight size={15} className="mirrored" aria-hidden />
        </button>
      ) : (
        <div className={classes.term}>{inside}</div>
      )}
    </li>
  );
}

function Source({ path, source }: { path: string; source: SourceRows }) {
  const { t } = useMessages();
  const { asOf } = useView();
  const further = useInfiniteQuery({
    queryKey: [...apiKey(path, { as_of: asOf }), 'source'],
    queryFn: ({ pageParam, signal }) =>
      request<Explanation>('GET', path, { query: { as_of: asOf, cursor: pageParam }, signal }),
    initialPageParam: source.next ?? '',
    getNextPageParam: (last) => last.source?.next ?? null,
    enabled: false,
  });
  const pages = further.data?.pages ?? [];
  const rows = [...source.rows, ...pages.flatMap((page) => page.source?.rows ?? [])];
  const hasMore = pages.length === 0 ? Boolean(source.next) : further.hasNextPage;
  const total = source.total ?? rows.length;
  return (
    <div>
      <div className={classes.sourceHead}>
        <h3 className={classes.heading}>{t('shared.explain.source_rows', { count: total })}</h3>
        <ExportMenu path={path} />
      </div>
      <SourceTable columns={source.columns} rows={rows} />
      {hasMore && (
        <Button
          variant="subtle"
          fullWidth
          loading={further.isFetching}
          onClick={() => void (pages.length === 0 ? further.refetch() : further.fetchNextPage())}
        >
          {t('shared.table.more')}
        </Button>
      )}
    </div>
  );
}

function ExportMenu({ path }: { path: string }) {
  const { t } = useMessages();
  const { asOf } = useView();
  return (
    <Menu>
      <Menu.Target>
        <Button variant="default" size="compact-sm" leftSection={<Download size={14} aria-hidden />}>
          {t('shared.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(['csv', 'xlsx'] as const).map((format) => (
          <Menu.Item key={format} component="a" href={apiUrl(path, { as_of: asOf, format })} download>
            {format.toUpperCase()}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function SourceTable({ columns, rows }: Pick<SourceRows, 'columns' | 'rows'>) {
  const { t, formats } = useMessages();
  return (
    <section
      className={classes.scroll}
      aria-label={t('shared.explain.source')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <table className={classes.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" data-number={isNumberUnit(column.unit) || undefined}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: source rows have no key of their own and never move
            <tr key={line}>
              {columns.map((column, at) => {
                const cell = row.cells[at];
                const text = cellText(cell, column.unit, formats);
                return (
                  <td key={column.key} data-number={isNumberUnit(column.unit) || undefined}>
                    {cell?.link ? <AppLink to={cell.link}>{text}</AppLink> : text}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function StorySkeleton() {
  return (
    <div className={classes.story} aria-busy="true">
      <Skeleton height={16} width="50%" />
      <Skeleton height={36} width="70%" />
      <Skeleton height={56} />
      <Skeleton height={140} />
    </div>
  );
}
