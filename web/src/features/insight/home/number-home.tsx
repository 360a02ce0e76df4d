import { Button, Skeleton } from '@mantine/core';
import { useApi } from '../../../shared/api/query';
import { useSession } from '../../../shared/api/session';
import { type GoalPath, goalAddress, standingSentence } from '../../../shared/attainment/attainment';
import { AttainmentCards } from '../../../shared/attainment/attainment-cards';
import { GoalPathChart } from '../../../shared/attainment/goal-path-chart';
import { AppLink } from '../../../shared/components/app-link';
import { Card, Cards, Section } from '../../../shared/components/page';
import { Problem } from '../../../shared/components/problem';
import { useView } from '../../../shared/hooks/use-view';
import { useMessages } from '../../../shared/i18n/messages';

interface Props {
  title: string;
  /** Whose goal: "/attainment/person/7". */
  path: string;
  isSelf?: boolean;
  /** Where the button leads. */
  more: 'goal' | 'team';
}

/** One number and its path: the seller's own, or that of those they lead. */
export function NumberHome(props: Props) {
  const messages = useMessages();
  const { t } = messages;
  const { company } = useSession();
  const { period, asOf } = useView();
  const answer = useApi<GoalPath>(props.path, { period }, { dated: true, keep: true });
  if (answer.isError) return <Problem error={answer.error} retry={() => void answer.refetch()} />;
  if (!answer.data) return <NumberSkeleton title={props.title} />;
  const { standing } = answer.data;
  const to = props.more === 'team' ? '/team' : goalAddress(standing);
  return (
    <Section
      title={props.title}
      about={standingSentence(standing, asOf ?? company.today, props.isSelf ?? false, messages)}
      actions={
        <Button variant="default" renderRoot={(more) => <AppLink to={to} {...more} />}>
          {t(props.more === 'team' ? 'home.open_team' : 'home.open_goal')}
        </Button>
      }
    >
      <div style={{ display: 'grid', gap: 16 }}>
        <AttainmentCards row={standing} />
        <Card>
          <GoalPathChart path={answer.data} height={260} />
        </Card>
      </div>
    </Section>
  );
}

/** As high as what comes, so that nothing below it jumps. */
function NumberSkeleton({ title }: { title: string }) {
  return (
    <Section title={title} about="…">
      <div style={{ display: 'grid', gap: 16 }}>
        <Cards columns={4}>
          {[0, 1, 2, 3].map((each) => (
            <Skeleton key={each} height={128} />
          ))}
        </Cards>
        <Skeleton height={302} />
      </div>
    </Section>
  );
}
