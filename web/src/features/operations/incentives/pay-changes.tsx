import { Select, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { useApi } from '../../../shared/api/query';
import { AppLink } from '../../../shared/components/app-link';
import { Section } from '../../../shared/components/page';
import { Problem } from '../../../shared/components/problem';
import type { Figure } from '../../../shared/formats/formats';
import { useMessages } from '../../../shared/i18n/messages';
import { isZero, type PayChange } from './my-pay';
import classes from './person-pay.module.css';

/** Why pay is another than an earlier run said: causes with an amount each. */
export function PayChanges({ personId, period }: { personId: number; period: string }) {
  const { t, formats } = useMessages();
  const [since, setSince] = useState<string | null>(null);
  const answer = useApi<PayChange>(
    `/people/${personId}/pay-changes`,
    { period, since: since ?? undefined },
    { keep: true },
  );
  const change = answer.data;
  return (
    <Section
      title={t('my_pay.change.title')}
      about={t('my_pay.change.about')}
      actions={
        change &&
        change.runs.length > 1 && (
          <Select
            size="xs"
            aria-label={t('my_pay.change.since')}
            value={String(change.since ?? '')}
            allowDeselect={false}
            data={change.runs.map((run) => ({
              value: String(run.run_id),
              label: `${formats.time(run.at)} · ${formats.figure(run.earned)}`,
            }))}
            onChange={setSince}
          />
        )
      }
    >
      {answer.isError ? (
        <Problem error={answer.error} retry={() => void answer.refetch()} />
      ) : change ? (
        <Causes change={change} />
      ) : (
        <Skeleton height={96} />
      )}
    </Section>
  );
}

function Causes({ change }: { change: PayChange }) {
  const { t, formats } = useMessages();
  const run = change.runs.find((each) => each.run_id === change.since);
  if (!run) return <p className={classes.note}>{t('my_pay.change.none')}</p>;
  const signed = (figure: Figure) => (figure.value.startsWith('-') ? '' : '+') + formats.figure(figure);
  const sentence = isZero(change.change)
    ? t('my_pay.change.same_since', { at: formats.time(run.at), now: formats.figure(change.after) })
    : t('my_pay.change.sentence', {
        at: formats.time(run.at),
        before: formats.figure(change.before),
        after: formats.figure(change.after),
        change: signed(change.change),
      });
  return (
    <div style={{ display: 'grid', gap: 8 }}>
      <p className={classes.tier}>{sentence}</p>
      {change.causes.length > 0 && (
        <section
          className={classes.scroll}
          aria-label={t('my_pay.change.title')}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
        >
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{t('my_pay.change.cause')}</th>
                <th scope="col" data-number>
                  {t('my_pay.change.amount')}
                </th>
              </tr>
            </thead>
            <tbody>
              {change.causes.map((cause) => {
                const text = t(`my_pay.change.kind.${cause.kind}`, { name: cause.name });
                return (
                  <tr key={`${cause.kind}-${cause.order_id ?? cause.name}`}>
                    <th scope="row">
                      {cause.order_id ? (
                        <AppLink to={`/process/orders/${cause.order_id}`}>{text}</AppLink>
                      ) : (
                        text
                      )}
                    </th>
                    <td data-number>{signed(cause.amount)}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}
