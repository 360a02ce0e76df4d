import { Chart } from '../../shared/components/chart/chart';
import { attainmentBars, funnel, goalPath, waterfall } from '../../shared/components/chart/options';
import { Card, Cards } from '../../shared/components/page';
import { path, people } from './samples';

const bars = people.slice(0, 8).map((each) => ({
  label: each.name,
  attainment: Number(each.attainment),
  expected: 57,
  standing: each.standing,
}));
const steps = [
  { label: 'Goal', value: 500_000, total: true },
  { label: 'Volume', value: -80_000 },
  { label: 'Price', value: -34_000 },
  { label: 'Mix', value: 22_000 },
  { label: 'Actual', value: 408_000, total: true },
];
const stages = [
  { label: 'Contacted', count: 1240 },
  { label: 'Qualified', count: 520 },
  { label: 'Proposal', count: 210 },
  { label: 'Won', count: 88 },
];

export function KitCharts() {
  return (
    <Cards columns={2}>
      <Card title="Goal path">
        <Chart
          label="Goal path"
          option={(ink) =>
            goalPath(
              path,
              'EUR',
              { plan: 'Plan', actual: 'Actual', forecast: 'Forecast', yearBefore: 'Year before' },
              ink,
            )
          }
          table={{ columns: ['Day', 'Plan'], rows: path.map((each) => [each.date, String(each.plan)]) }}
        />
      </Card>
      <Card title="Attainment">
        <Chart
          label="Attainment"
          option={(ink) =>
            attainmentBars(bars, { attainment: 'Attainment', expected: 'Expected today' }, ink)
          }
          table={{
            columns: ['Person', 'Attainment'],
            rows: bars.map((each) => [each.label, String(each.attainment)]),
          }}
        />
      </Card>
      <Card title="Waterfall">
        <Chart
          label="Waterfall"
          option={(ink) => waterfall(steps, 'EUR', ink)}
          table={{
            columns: ['Factor', 'Effect'],
            rows: steps.map((each) => [each.label, String(each.value)]),
          }}
        />
      </Card>
      <Card title="Funnel">
        <Chart
          label="Funnel"
          option={(ink) => funnel(stages, ink)}
          table={{
            columns: ['Stage', 'Count'],
            rows: stages.map((each) => [each.label, String(each.count)]),
          }}
        />
      </Card>
    </Cards>
  );
}
