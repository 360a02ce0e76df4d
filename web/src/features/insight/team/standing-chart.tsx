import { Skeleton } from '@mantine/core';
import { useApi } from '../../../shared/api/query';
import type { Query } from '../../../shared/api/request';
import type { Attainment } from '../../../shared/attainment/attainment';
import { Chart } from '../../../shared/components/chart/chart';
import { attainmentBars } from '../../../shared/components/chart/options';
import { EmptyState } from '../../../shared/components/empty-state';
import { Problem } from '../../../shared/components/problem';
import { forDrawing } from '../../../shared/formats/decimal';
import { useMessages } from '../../../shared/i18n/messages';

/** Attainment per person against today's path, those furthest behind first. */
export function StandingChart(props: { query: Query }) {
  const { t, formats } = useMessages();
  const answer = useApi<{ items: Attainment[] }>('/attainment', props.query, { dated: true, keep: true });
  if (answer.isError) return <Problem error={answer.error} retry={() => void answer.refetch()} />;
  if (!answer.data) return <Skeleton height={280} />;
  const rows = answer.data.items.filter((each) => each.attainment && each.quota);
  if (rows.length === 0) return <EmptyState small title={t('team.no_goals')} />;
  const expectedOf = (row: Attainment) => {
    const quota = forDrawing(row.quota?.value);
    return row.expected && quota ? (100 * forDrawing(row.expected.value)) / quota : null;
  };
  const bars = rows.map((row) => ({
    label: row.name,
    attainment: forDrawing(row.attainment?.value),
    expected: expectedOf(row),
    standing: row.status,
  }));
  return (
    <Chart
      label={t('team.standing')}
      height={Math.max(200, 48 + bars.length * 26)}
      option={(ink) =>
        attainmentBars(
          bars,
          { attainment: t('attainment.attainment'), expected: t('attainment.expected') },
          ink,
        )
      }
      table={{
        columns: [t('attainment.name'), t('attainment.attainment'), t('attainment.status')],
        rows: rows.map((row) => [
          row.name,
          row.attainment ? formats.figure(row.attainment) : '',
          t(`shared.standing.${row.status}`),
        ]),
      }}
    />
  );
}
