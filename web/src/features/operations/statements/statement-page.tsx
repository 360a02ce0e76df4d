import { Button } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { Download, Printer } from 'lucide-react';
import { periodLabel } from '../../../shared/api/periods';
import { useApi } from '../../../shared/api/query';
import { Page, PageSkeleton } from '../../../shared/components/page';
import { Problem } from '../../../shared/components/problem';
import { Tag } from '../../../shared/components/tag';
import { useMessages } from '../../../shared/i18n/messages';
import { statementApi, statementPdf, type ToldStatement } from './statement';
import { StatementSheet } from './statement-sheet';

/** One statement: as it is printed, with the way to its PDF. */
export default function StatementPage() {
  const messages = useMessages();
  const { t } = messages;
  const { person, period } = useParams({ strict: false }) as { person: string; period: string };
  const key = { person_id: Number(person), pay_period_id: Number(period) };
  const answer = useApi<ToldStatement>(statementApi(key));
  const title = t('statement.title');
  if (answer.isPending) return <PageSkeleton title={title} />;
  if (answer.isError) return <Problem page error={answer.error} retry={() => void answer.refetch()} />;
  const { statement, statement_id } = answer.data;
  const label = periodLabel(
    { key: statement.period, from: statement.period_from, to: statement.period_to },
    messages,
  );
  return (
    <Page
      title={`${title} · ${label}`}
      mark={
        <Tag>
          {statement_id
            ? t('statement.number', { number: messages.formats.plain(String(statement_id)) })
            : t('statement.preview')}
        </Tag>
      }
      trail={[{ label: t('statement.list_title'), path: `/operations/statements?person=${person}` }]}
      sentence={statement.is_preview ? t('statement.preview_about') : undefined}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<Printer size={15} aria-hidden />}
            onClick={() => window.print()}
          >
            {t('statement.print')}
          </Button>
          <Button
            component="a"
            href={statementPdf(key)}
            download
            leftSection={<Download size={15} aria-hidden />}
          >
            {t('statement.download')}
          </Button>
        </>
      }
    >
      <StatementSheet told={answer.data} />
    </Page>
  );
}
