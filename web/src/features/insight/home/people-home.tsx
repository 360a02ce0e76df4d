import { Skeleton } from '@mantine/core';
import { useApi } from '../../../shared/api/query';
import { type Attainment, goalAddress } from '../../../shared/attainment/attainment';
import { AttainmentBar } from '../../../shared/attainment/attainment-bar';
import { AppLink } from '../../../shared/components/app-link';
import { FigureValue } from '../../../shared/components/figure-value';
import { Card, Cards } from '../../../shared/components/page';
import { Problem } from '../../../shared/components/problem';
import { useView } from '../../../shared/hooks/use-view';
import { useMessages } from '../../../shared/i18n/messages';
import classes from './people-home.module.css';

const shown = 6;

/** Who needs a talk, and who deserves a word of praise. */
export function PeopleHome(props: { managerId: number | null }) {
  const { t } = useMessages();
  return (
    <Cards columns={2}>
      <Card title={t('home.needs_me')}>
        <People
          {...props}
          status="behind"
          sort="gap"
          about={t('home.needs_me_about')}
          none={t('home.nobody_behind')}
        />
      </Card>
      <Card title={t('home.praise')}>
        <People
          {...props}
          status="ahead"
          sort="attainment"
          about={t('home.praise_about')}
          none={t('home.nobody_ahead')}
        />
      </Card>
    </Cards>
  );
}

function People(props: {
  managerId: number | null;
  status: 'ahead' | 'behind';
  sort: string;
  about: string;
  none: string;
}) {
  const { t } = useMessages();
  const { period } = useView();
  const query = { by: 'person', period, sort: props.sort, manager_id: props.managerId, limit: 2 * shown };
  const answer = useApi<{ items: Attainment[] }>('/attainment', query, { dated: true, keep: true });
  if (answer.isError) return <Problem error={answer.error} retry={() => void answer.refetch()} />;
  if (!answer.data) return <Skeleton height={302} />;
  const people = answer.data.items.filter((each) => each.status === props.status).slice(0, shown);
  if (people.length === 0) return <p className={classes.about}>{props.none}</p>;
  return (
    <>
      <p className={classes.about}>{props.about}</p>
      <ul className={classes.people}>
        {people.map((each) => (
          <li key={each.subject_id} className={classes.person}>
            <AppLink to={goalAddress(each)} className={classes.name}>
              {each.name}
            </AppLink>
            <AttainmentBar row={each} />
            <span className={classes.figure}>
              <FigureValue figure={each.attainment} label={`${t('attainment.attainment')}, ${each.name}`} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
