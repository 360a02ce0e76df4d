import { FileText } from 'lucide-react';
import { useSession } from '../../../shared/api/session';
import { EmptyState } from '../../../shared/components/empty-state';
import { Page, PageSkeleton, Section } from '../../../shared/components/page';
import { Problem } from '../../../shared/components/problem';
import { useMessages } from '../../../shared/i18n/messages';
import classes from './close-desk.module.css';
import { Acceptance, useOwnPlans } from './plan-acceptance';

/** What one is paid by, word for word, with the button that accepts it. */
export default function MyPlanPage() {
  const { t, formats } = useMessages();
  const { person_id } = useSession();
  const answer = useOwnPlans();
  if (answer.isPending && person_id) return <PageSkeleton title={t('close_desk.my_plan')} />;
  if (answer.isError) return <Problem page error={answer.error} retry={() => void answer.refetch()} />;
  const plans = answer.data ?? [];
  return (
    <Page title={t('close_desk.my_plan')} sentence={t('close_desk.my_plan_about')}>
      {plans.length === 0 && (
        <EmptyState
          icon={FileText}
          title={t('close_desk.no_own_plan')}
          text={t('close_desk.no_own_plan_about')}
        />
      )}
      {plans.map((plan) => (
        <Section
          key={plan.version_id}
          title={plan.name}
          about={t('close_desk.version_from', {
            number: formats.count(plan.number),
            date: formats.date(plan.valid_from),
          })}
        >
          <div className={classes.stack}>
            <pre className={classes.text} dir="ltr">
              {plan.text}
            </pre>
            <Acceptance plan={plan} />
          </div>
        </Section>
      ))}
    </Page>
  );
}
