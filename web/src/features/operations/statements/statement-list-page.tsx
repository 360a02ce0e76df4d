import { FileCheck } from 'lucide-react';
import { periodLabel } from '../../../shared/api/periods';
import { useApi } from '../../../shared/api/query';
import { useSession } from '../../../shared/api/session';
import { EmptyState } from '../../../shared/components/empty-state';
import { Page, PageSkeleton } from '../../../shared/components/page';
import { Problem } from '../../../shared/components/problem';
import { useMessages } from '../../../shared/i18n/messages';
import type { StatementRow } from './statement';
import { StatementTable } from './statement-table';

/** The statements of one person: one's own, or those of somebody one leads (?person=7). */
export default function StatementListPage() {
  const messages = useMessages();
  const { t } = messages;
  const session = useSession();
  const asked = Number(new URLSearchParams(window.location.search).get('person'));
  const person = asked || session.person_id;
  const answer = useApi<StatementRow[]>(person ? `/people/${person}/statements` : null);
  const title = t('statement.list_title');
  if (person && answer.isPending) return <PageSkeleton title={title} />;
  if (answer.isError) return <Problem page error={answer.error} retry={() => void answer.refetch()} />;
  const rows = answer.data ?? [];
  const name = asked && asked !== session.person_id && rows[0] ? rows[0].person : null;
  return (
    <Page
      title={name ? `${title} · ${name}` : t('statement.mine')}
      trail={[{ label: t('frame.pay.pay'), path: '/operations/pay' }]}
      sentence={t('statement.about')}
    >
      <StatementTable
        label={title}
        rows={rows}
        first={{
          key: 'period',
          header: t('statement.period'),
          value: (row) =>
            periodLabel({ key: row.period, from: row.period_from, to: row.period_to }, messages),
          phone: true,
        }}
        empty={<EmptyState icon={FileCheck} title={t('statement.empty')} text={t('statement.empty_about')} />}
      />
    </Page>
  );
}
