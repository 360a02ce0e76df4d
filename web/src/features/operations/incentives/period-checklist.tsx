import { Circle, CircleAlert, CircleCheck } from 'lucide-react';
import { useApi } from '../../../shared/api/query';
import { AppLink } from '../../../shared/components/app-link';
import { Section } from '../../../shared/components/page';
import { useMessages } from '../../../shared/i18n/messages';
import { adjustmentsPath, type CloseCheck, disputesPath } from './close-desk';
import classes from './close-desk.module.css';

const icons = { done: CircleCheck, todo: CircleAlert, waits: Circle } as const;
const places: Partial<Record<CloseCheck['kind'], string>> = {
  adjustments_decided: `${adjustmentsPath}?f.state=proposed`,
  disputes_answered: `${disputesPath}?f.state=open`,
};

/** What must be done before the period can be closed, and what to do for each. */
export function PeriodChecklist({ periodId }: { periodId: number }) {
  const { t, formats } = useMessages();
  const answer = useApi<CloseCheck[]>(`/pay-periods/${periodId}/checklist`);
  if (!answer.data) return null;
  const done = answer.data.filter((each) => each.state === 'done').length;
  return (
    <Section
      title={t('close_desk.checklist')}
      about={t('close_desk.done_of', { done: formats.count(done), all: formats.count(answer.data.length) })}
    >
      <ul className={classes.checks}>
        {answer.data.map((check) => (
          <Line key={check.kind} check={check} />
        ))}
      </ul>
    </Section>
  );
}

function Line({ check }: { check: CloseCheck }) {
  const { t } = useMessages();
  const Icon = icons[check.state];
  return (
    <li className={classes.check} data-state={check.state}>
      <Icon size={17} role="img" aria-label={t(`close_desk.check_states.${check.state}`)} />
      <span className={classes.name}>{t(`close_desk.checks.${check.kind}`)}</span>
      <span className={classes.what}>
        <What check={check} />
      </span>
    </li>
  );
}

function What({ check }: { check: CloseCheck }) {
  const { t, formats } = useMessages();
  if (check.state === 'waits') return t('close_desk.waits_before');
  if (check.state === 'todo') {
    const text = t(`close_desk.todo.${check.kind}`, { count: check.count });
    const place = places[check.kind];
    return place ? <AppLink to={place}>{text}</AppLink> : text;
  }
  if (check.kind === 'ledger_balanced') return t('close_desk.entries', { count: check.count });
  const by = check.at && t('close_desk.done_by', { name: check.by, time: formats.time(check.at) });
  if (check.kind !== 'payroll_exported') return by;
  return (
    <>
      {by} · <Control check={check} />
    </>
  );
}

/** How many people, the control total, and the digest by which the receiver checks the file. */
function Control({ check }: { check: CloseCheck }) {
  const { t, formats } = useMessages();
  const total = check.totals.map((each) => formats.money(each.amount, each.currency));
  return (
    <>
      {t('close_desk.payroll_control', {
        people: t('close_desk.payees', { count: check.count }),
        total: formats.list(total),
      })}
      <br />
      <span className={classes.digest} dir="ltr">
        {check.digest}
      </span>
    </>
  );
}
