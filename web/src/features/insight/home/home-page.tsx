import { lazy, Suspense } from 'react';
import { useSession } from '../../../shared/api/session';
import { Page } from '../../../shared/components/page';
import { useMessages } from '../../../shared/i18n/messages';
import { AdministratorHome } from './administrator-home';
import { HomeCards } from './home-cards';
import { NumberHome } from './number-home';
import { PeopleHome } from './people-home';

const PayHome = lazy(() => import('./pay-home'));

/** Which parts of the home someone sees, by what they may see and whether they sell themselves. */
export function partsOfHome(permissions: Record<string, string>, isPerson: boolean, solo: boolean) {
  const goals = permissions.goal_read ?? 'none';
  const leads = !solo && (goals === 'team' || goals === 'all');
  return {
    own: isPerson && goals !== 'none' && !leads,
    lead: leads,
    administer: goals === 'none' || permissions.import_run === 'all',
  };
}

/**
 * The home per role: a seller's number; a manager's team and who needs them; an administrator's waiting work.
 */
export default function HomePage() {
  const { t } = useMessages();
  const session = useSession();
  const parts = partsOfHome(session.permissions, Boolean(session.person_id), session.company.solo);
  const wide = session.permissions.goal_read === 'all' || !session.person_id;
  const lead = wide ? '/attainment/company/0' : `/attainment/manager/${session.person_id}`;
  return (
    <Page title={t('home.hello', { name: session.name })}>
      {parts.own && (
        <NumberHome
          title={t('home.my_number')}
          path={`/attainment/person/${session.person_id}`}
          isSelf
          more="goal"
        />
      )}
      {parts.lead && <NumberHome title={t('home.company_number')} path={lead} isSelf={!wide} more="team" />}
      {parts.own && session.person_id && session.permissions.pay_read && (
        <Suspense fallback={null}>
          <PayHome personId={session.person_id} />
        </Suspense>
      )}
      <HomeCards />
      {parts.lead && <PeopleHome managerId={wide ? null : (session.person_id ?? null)} />}
      {parts.administer && <AdministratorHome />}
    </Page>
  );
}
