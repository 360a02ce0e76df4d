import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useApi, useWrite } from '../../../shared/api/query';
import { useMay } from '../../../shared/api/session';
import { AppLink } from '../../../shared/components/app-link';
import { type Column, DataTable } from '../../../shared/components/data-table/data-table';
import { Section } from '../../../shared/components/page';
import { problemText } from '../../../shared/components/problem';
import { SidePanel } from '../../../shared/components/side-panel';
import { showFailed } from '../../../shared/components/undo-toast';
import { type Messages, useMessages } from '../../../shared/i18n/messages';
import { deskReads } from './close-desk';
import classes from './close-desk.module.css';
import { detailText, placeOf } from './exception';
import type { PayException, PayPeriod } from './incentive';

/**
 * What a calculation could not place or what looks wrong: what it is, where it is mended, and the decision.
 */
export function PeriodExceptions({ period }: { period: PayPeriod }) {
  const messages = useMessages();
  const { t } = messages;
  const may = useMay();
  const answer = useApi<PayException[]>(
    period.run_id ? `/pay-periods/${period.pay_period_id}/exceptions` : null,
  );
  const [deciding, setDeciding] = useState<PayException | null>(null);
  if (!answer.data || answer.data.length === 0) return null;
  const mayDecide = may('pay_run') && ['calculated', 'reviewed'].includes(period.state);
  return (
    <Section title={t('pay.to_decide')} about={t('pay.to_decide_about')}>
      <DataTable<PayException>
        id="pay-exceptions"
        label={t('pay.to_decide')}
        columns={columnsOf(messages, mayDecide ? setDeciding : undefined)}
        rows={answer.data}
        rowId={(row) => row.exception_id}
        plain
        empty={null}
      />
      {deciding && <DecisionForm exception={deciding} onClose={() => setDeciding(null)} />}
    </Section>
  );
}

/** What kind of exception it is, in the reader's words. */
export const kindText = (kind: string, { lookup }: Messages) =>
  lookup(`close_desk.exceptions.${kind}`, undefined, lookup(`pay.exceptions.${kind}`, undefined, kind));

function columnsOf(messages: Messages, onDecide?: (row: PayException) => void): Column<PayException>[] {
  const { t, has } = messages;
  return [
    {
      key: 'kind',
      header: t('pay.exception'),
      value: (row) => kindText(row.kind, messages),
      phone: true,
      width: 300,
    },
    {
      key: 'subject',
      header: t('close_desk.subject'),
      value: (row) => row.person || row.order,
      cell: (row) => {
        const place = placeOf(row);
        const name = row.order && !row.person ? row.order : row.person;
        if (!place) return name;
        const label = has(`close_desk.mend.${row.kind}`)
          ? messages.lookup(`close_desk.mend.${row.kind}`)
          : t('close_desk.look');
        return (
          <>
            {name} <AppLink to={place}>{label}</AppLink>
          </>
        );
      },
      phone: true,
    },
    { key: 'detail', header: t('pay.detail'), value: (row) => detailText(row, messages), width: 380 },
    {
      key: 'decided_at',
      header: t('pay.decision'),
      value: (row) => row.note,
      cell: (row) =>
        row.decided_at || !onDecide ? (
          row.note
        ) : (
          <Button size="compact-xs" variant="default" onClick={() => onDecide(row)}>
            {t('pay.decide')}
          </Button>
        ),
      phone: true,
    },
  ];
}

function DecisionForm({ exception, onClose }: { exception: PayException; onClose: () => void }) {
  const messages = useMessages();
  const { t, has, lookup } = messages;
  const [note, setNote] = useState('');
  const decide = useWrite<string>({
    path: `/pay-exceptions/${exception.exception_id}/decision`,
    body: (text) => ({ note: text }),
    refreshes: deskReads,
  });
  const explain = `close_desk.explain.${exception.kind}`;
  return (
    <SidePanel opened onClose={onClose} title={kindText(exception.kind, messages)}>
      <div className={classes.stack}>
        <p className={classes.prose}>
          {[exception.person, exception.order].filter(Boolean).join(' · ')}
          {(exception.person || exception.order) && <br />}
          {detailText(exception, messages)}
        </p>
        {has(explain) && <p className={classes.muted}>{lookup(explain)}</p>}
        <Textarea
          label={t('goals.reason')}
          autosize
          minRows={3}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <div>
          <Button
            disabled={!note.trim()}
            loading={decide.isPending}
            onClick={() =>
              decide.mutate(note, {
                onSuccess: onClose,
                onError: (error) => showFailed(problemText(error, messages)),
              })
            }
          >
            {t('shared.save')}
          </Button>
        </div>
      </div>
    </SidePanel>
  );
}
