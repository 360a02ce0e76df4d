import { Button, Stepper } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useApi, useWrite } from '../../../shared/api/query';
import { useMay, useSession } from '../../../shared/api/session';
import { AppLink } from '../../../shared/components/app-link';
import { type Column, DataTable } from '../../../shared/components/data-table/data-table';
import { Page, PageSkeleton, Section } from '../../../shared/components/page';
import { Problem, problemText } from '../../../shared/components/problem';
import { showFailed } from '../../../shared/components/undo-toast';
import { type Messages, useMessages } from '../../../shared/i18n/messages';
import { deskReads } from './close-desk';
import { type PayPeriod, type PayStep, payStates } from './incentive';
import { nameOfPeriod } from './pay-periods';
import { PeriodChanges } from './period-changes';
import { PeriodChecklist } from './period-checklist';
import { PeriodExceptions } from './period-exceptions';
import { PeriodLedger, PeriodPayroll } from './period-payroll';

/**
 * One pay period on its way from open to closed: what to do next, what must be decided first, who gets what.
 */
export default function PayPeriodPage() {
  const messages = useMessages();
  const { t } = messages;
  const session = useSession();
  const seesAll = session.permissions.pay_read === 'all';
  const { id } = useParams({ strict: false }) as { id: string };
  const answer = useApi<PayPeriod>(`/pay-periods/${id}`);
  if (answer.isPending) return <PageSkeleton title={t('frame.pay.close')} />;
  if (answer.isError) return <Problem page error={answer.error} retry={() => void answer.refetch()} />;
  const period = answer.data;
  return (
    <Page
      title={nameOfPeriod(period, messages)}
      trail={[{ label: t('frame.pay.close'), path: '/operations/pay-periods' }]}
      sentence={t(`pay.next.${period.state}`)}
      actions={
        <>
          {seesAll && period.run_id && (
            <Button
              variant="default"
              renderRoot={(more) => (
                <AppLink to={`/operations/pay-periods/${period.pay_period_id}/statements`} {...more} />
              )}
            >
              {t('statement.all_of_period')}
            </Button>
          )}
          <NextSteps period={period} />
        </>
      }
    >
      <Stepper active={payStates.indexOf(period.state)} size="sm">
        {payStates.map((each) => (
          <Stepper.Step key={each} label={t(`pay.states.${each}`)} />
        ))}
      </Stepper>
      {seesAll && <PeriodChecklist periodId={period.pay_period_id} />}
      {seesAll && <PeriodExceptions period={period} />}
      {seesAll && <PeriodChanges period={period} />}
      {seesAll && <PeriodPayroll period={period} />}
      {seesAll && <PeriodLedger period={period} />}
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
    refreshes: deskReads,
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
