import { FigureValue } from '../components/figure-value';
import { Card, Cards } from '../components/page';
import { useMessages } from '../i18n/messages';
import type { Attainment } from './attainment';

/** The four figures of a goal: how far, how much, where it should be today, where it leads. */
export function AttainmentCards({ row }: { row: Attainment }) {
  const { t, formats } = useMessages();
  const attainment = t('attainment.attainment');
  return (
    <Cards columns={4}>
      <Card title={attainment}>
        <FigureValue figure={row.attainment} label={attainment} standing={row.status} headline />
      </Card>
      <Card title={t('attainment.actual')}>
        <div>
          <FigureValue figure={row.actual} label={t('attainment.actual')} headline />
          {row.quota && <Note text={t('attainment.of_quota', { quota: formats.headline(row.quota) })} />}
        </div>
      </Card>
      <Card title={t('attainment.expected')}>
        <div>
          <FigureValue figure={row.expected} label={t('attainment.expected')} headline />
          {row.gap && <Note text={t('attainment.gap_text', { gap: formats.headline(row.gap) })} />}
        </div>
      </Card>
      <Card title={t('attainment.projected')}>
        <FigureValue figure={row.projected} label={t('attainment.projected')} headline />
      </Card>
    </Cards>
  );
}

function Note({ text }: { text: string }) {
  return <div style={{ color: 'var(--muted)', fontSize: 13 }}>{text}</div>;
}
