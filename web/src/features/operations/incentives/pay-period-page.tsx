import { Button, Stepper, Textarea } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useApi, useWrite } from '../../../shared/api/query';
import { apiUrl } from '../../../shared/api/request';
import { useMay } from '../../../shared/api/session';
import { moneyFigure } from '../../../shared/components/data-table/columns';
import { type Column, DataTable } from '../../../shared/components/data-table/data-table';
import { Page, PageSkeleton, Section } from '../../../shared/components/page';
import { Problem, problemText } from '../../../shared/components/problem';
import { SidePanel } from '../../../shared/components/side-panel';
import { showFailed } from '../../../shared/components/undo-toast';
import { type Messages, useMessages } from '../../../shared/i18n/messages';
import { type PayException, type PayPeriod, type PayStep, payStates } from './incentive';

interface PayrollRow {
  person_id: number;
  name: string;
  amount: { amount: string; currency: string };
}

/**
 * One pay period on its way from open to closed: what to do next, what must be decided first, who gets what.
 */
export default function PayPeriodPage() {
  const { t } = useMessages();
  const { id } = useParams({ strict: false }) as { id: string };
  const answer = useApi<PayPeriod>(`/pay-periods/${id}`);
  if (answer.isPending) return <PageSkeleton title={t('frame.pay.close')} />;
  if (answer.isError) return <Problem page error={answer.error} retry={() => void answer.refetch()} />;
  const period = answer.data;
  return (
    <Page
      title={period.period}
      trail={[{ label: t('frame.pay.close'), path: '/operations/pay-periods' }]}
      sentence={t(`pay.next.${period.state}`)}
      actions={<NextSteps period={period} />}
    >
      <Stepper active={payStates.indexOf(period.state)} size="sm">
        {payStates.map((each) => (
          <Stepper.Step key={each} label={t(`pay.states.${each}`)} />
        ))}
      </Stepper>
      <Exceptions period={period} />
      {period.run_id && <Payroll period={period} />}
      <Steps id={id} />
    </Page>
  );
}

type Step = { path: string; to?: string };

function NextSteps({ period }: { period: PayPeriod }) {
  const messages = useMessages();
  const { t } = messages;
  const may = useMay();
  const move = useWrite<Step>({
    path: (step) => `/pay-periods/${period.pay_period_id}/${step.path}`,
    body: (step) => (step.to ? { to: step.to } : undefined),
    version: () => period.version,
    refreshes: ['/pay-periods', '/payouts'],
  });
  const run = (step: Step) =>
    move.mutate(step, { onError: (error) => showFailed(problemText(error, messages)) });
  const button = (label: string, step: Step, main = true) => (
    <Button
      key={label}
      variant={main ? 'filled' : 'default'}
      loading={move.isPending}
      onClick={() => run(step)}
    >
      {label}
    </Button>
  );
  const { state } = period;
  const steps = [];
  if (may('pay_run') && (state === 'open' || state === 'calculated'))
    steps.push(button(t('pay.do.calculate'), { path: 'calculation' }, state === 'open'));
  if (may('pay_run') && state === 'calculated')
    steps.push(button(t('pay.do.review'), { path: 'review', to: 'reviewed' }));
  if (may('pay_run') && (state === 'calculated' || state === 'reviewed'))
    steps.push(button(t('pay.do.reopen'), { path: 'review', to: 'open' }, false));
  if (may('pay_approve') && state === 'reviewed')
    steps.push(button(t('pay.do.approve'), { path: 'settlement', to: 'approved' }));
  if (may('pay_approve') && state === 'approved')
    steps.push(button(t('pay.do.pay'), { path: 'settlement', to: 'paid' }));
  if (may('pay_approve') && state === 'paid')
    steps.push(button(t('pay.do.close'), { path: 'settlement', to: 'closed' }));
  return steps;
}

function Exceptions({ period }: { period: PayPeriod }) {
  const { t, lookup } = useMessages();
  const mayRun = useMay()('pay_run');
  const answer = useApi<PayException[]>(
    mayRun && period.run_id ? `/pay-periods/${period.pay_period_id}/exceptions` : null,
  );
  const [deciding, setDeciding] = useState<PayException | null>(null);
  if (!answer.data || answer.data.length === 0) return null;
  const columns: Column<PayException>[] = [
    {
      key: 'kind',
      header: t('pay.exception'),
      value: (row) => lookup(`pay.exceptions.${row.kind}`, undefined, row.kind),
      phone: true,
      width: 320,
    },
    { key: 'person', header: t('structure.name'), value: (row) => row.person, phone: true },
    { key: 'component', header: t('pay.component'), value: (row) => row.component },
    { key: 'detail', header: t('pay.detail'), value: (row) => row.detail, width: 320 },
    {
      key: 'decided_at',
      header: t('pay.decision'),
      value: (row) => row.note,
      cell: (row) =>
        row.decided_at ? (
          row.note
        ) : (
          <Button size="compact-xs" variant="default" onClick={() => setDeciding(row)}>
            {t('pay.decide')}
          </Button>
        ),
      phone: true,
    },
  ];
  return (
    <Section title={t('pay.to_decide')} about={t('pay.to_decide_about')}>
      <DataTable<PayException>
        id="pay-exceptions"
        label={t('pay.to_decide')}
        columns={columns}
        rows={answer.data}
        rowId={(row) => row.exception_id}
        plain
        empty={null}
      />
      {deciding && <DecisionForm exception={deciding} onClose={() => setDeciding(null)} />}
    </Section>
  );
}

function DecisionForm({ exception, onClose }: { exception: PayException; onClose: () => void }) {
  const messages = useMessages();
  const { t } = messages;
  const [note, setNote] = useState('');
  const decide = useWrite<string>({
    path: `/pay-exceptions/${exception.exception_id}/decision`,
    body: (text) => ({ note: text }),
    refreshes: ['/pay-periods'],
  });
  return (
    <SidePanel opened onClose={onClose} title={t('pay.decide')}>
      <Textarea
        label={t('goals.reason')}
        autosize
        minRows={3}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Button
        mt="md"
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
    </SidePanel>
  );
}

function Payroll({ period }: { period: PayPeriod }) {
  const { t } = useMessages();
  const path = `/pay-periods/${period.pay_period_id}/payroll`;
  const columns: Column<PayrollRow>[] = [
    { key: 'name', header: t('structure.name'), value: (row) => row.name, phone: true },
    {
      key: 'amount',
      header: t('pay.due'),
      kind: 'amount',
      value: (row) => moneyFigure(row.amount),
      phone: true,
    },
  ];
  return (
    <Section
      title={t('pay.payroll')}
      about={t('pay.payroll_about')}
      actions={
        <Button
          variant="default"
          size="compact-sm"
          component="a"
          href={apiUrl(path, { format: 'csv' })}
          download
        >
          CSV
        </Button>
      }
    >
      <DataTable<PayrollRow>
        id="payroll"
        label={t('pay.payroll')}
        columns={columns}
        path={path}
        rowId={(row) => row.person_id}
        empty={<p style={{ margin: 0, color: 'var(--muted)' }}>{t('pay.empty')}</p>}
      />
    </Section>
  );
}

function Steps({ id }: { id: string }) {
  const messages = useMessages();
  const { t } = messages;
  const answer = useApi<PayStep[]>(`/pay-periods/${id}/steps`);
  if (!answer.data || answer.data.length === 0) return null;
  return (
    <Section title={t('pay.steps')}>
      <DataTable<PayStep>
        id="pay-steps"
        label={t('pay.steps')}
        columns={stepColumns(messages)}
        rows={answer.data}
        rowId={(row) => row.at}
        plain
        empty={null}
      />
    </Section>
  );
}

function stepColumns({ t }: Messages): Column<PayStep>[] {
  return [
    { key: 'to_state', header: t('pay.state'), value: (row) => t(`pay.states.${row.to_state}`), phone: true },
    { key: 'by', header: t('pay.by'), value: (row) => row.by, phone: true },
    { key: 'at', header: t('pay.at'), kind: 'time', value: (row) => row.at },
    { key: 'note', header: t('goals.note'), value: (row) => row.note },
  ];
}
