import { Button, Tabs } from '@mantine/core';
import { Target } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { ProblemError } from '../../shared/api/problem';
import { Board } from '../../shared/components/board';
import { DateField } from '../../shared/components/date-field';
import { EmptyState } from '../../shared/components/empty-state';
import { FigureValue } from '../../shared/components/figure-value';
import { DecimalField } from '../../shared/components/form/decimal-field';
import { DraftForm } from '../../shared/components/form/draft-form';
import { useDraftForm } from '../../shared/components/form/use-draft-form';
import { JobProgress } from '../../shared/components/job-progress';
import { OrgChart } from '../../shared/components/org-chart';
import { Card, Cards, Facts, Page, Section } from '../../shared/components/page';
import PeriodPicker from '../../shared/components/period-picker';
import { Problem } from '../../shared/components/problem';
import { Status } from '../../shared/components/status';
import { showUndo } from '../../shared/components/undo-toast';
import { KitCharts } from './kit-charts';
import { KitTable } from './kit-table';
import { organisation, periods } from './samples';

const Markdown = lazy(() => import('../../shared/components/markdown'));

/** Every shared part once, for those who build with them. Not in the built program. */
export default function KitPage() {
  const [tab, setTab] = useState<string | null>('figures');
  return (
    <Page title="Kit" sentence="Every shared part, once. Development builds only.">
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List>
          {['figures', 'table', 'charts', 'forms', 'structure', 'states'].map((each) => (
            <Tabs.Tab key={each} value={each}>
              {each}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      {tab === 'figures' && <Figures />}
      {tab === 'table' && <KitTable />}
      {tab === 'charts' && <KitCharts />}
      {tab === 'forms' && <Forms />}
      {tab === 'structure' && <Structure />}
      {tab === 'states' && <States />}
    </Page>
  );
}

function Figures() {
  const attainment = { value: '96.3', unit: 'percent', explain: '/explanations?figure=attainment&person=5' };
  const actual = {
    value: '1284300.55',
    unit: 'money',
    currency: 'EUR',
    explain: '/explanations?figure=credit&person=5',
  };
  return (
    <>
      <Cards>
        <Card title="Attainment">
          <FigureValue figure={attainment} label="Attainment" standing="on_track" headline />
        </Card>
        <Card title="Actual">
          <FigureValue figure={actual} label="Actual" standing="behind" headline />
        </Card>
        <Card title="Quota, not computed">
          <FigureValue figure={{ value: '1500000', unit: 'money', currency: 'EUR' }} label="Quota" headline />
        </Card>
      </Cards>
      <Section title="Standing">
        <Status standing="ahead" /> <Status standing="on_track" /> <Status standing="behind" />{' '}
        <Status standing="no_goal" />
      </Section>
      <Section title="Facts">
        <Facts
          facts={[
            ['Industry', 'Instruments'],
            ['Owner', 'Ana Ruiz'],
            ['Empty', null],
          ]}
        />
      </Section>
    </>
  );
}

function Forms() {
  const [period, setPeriod] = useState('2026-Q4');
  const [asOf, setAsOf] = useState<string>();
  const draft = useDraftForm({
    id: 'kit',
    initial: { amount: '', due: '' },
    validate: (values) => ({ amount: values.amount ? null : 'Fill this in.' }),
    submit: async () => {
      throw new ProblemError(422, 'goal.amount', 'Too much', [
        { path: 'amount', code: 'goal.amount', text: 'Too much.' },
      ]);
    },
  });
  return (
    <Cards columns={2}>
      <Card title="A form with a draft and a problem beside its field">
        <DraftForm draft={draft} submitLabel="Save">
          <DecimalField label="Amount" unit="EUR" {...draft.form.getInputProps('amount')} />
          <DateField
            label="Due"
            value={draft.form.values.due || null}
            onChange={(day) => draft.form.setFieldValue('due', day ?? '')}
          />
        </DraftForm>
      </Card>
      <Card title="Period">
        <PeriodPicker
          periods={periods}
          chosen={periods.find((each) => each.key === period)}
          asOf={asOf}
          today="2026-11-22"
          onPeriod={setPeriod}
          onAsOf={setAsOf}
        />
      </Card>
    </Cards>
  );
}

const lanes = [
  { id: 'new', title: 'New' },
  { id: 'met', title: 'Met' },
  { id: 'won', title: 'Won' },
];

function Structure() {
  const [cards, setCards] = useState([
    { id: 'a', title: 'Brightwater', lane: 'new' },
    { id: 'b', title: 'Zakłady Łódzkie', lane: 'met' },
    { id: 'c', title: 'شرکت نگین', lane: 'new' },
  ]);
  return (
    <>
      <Section title="Org chart">
        <OrgChart label="Organisation" nodes={organisation} onOpen={() => {}} />
      </Section>
      <Section title="Board">
        <Board
          label="Deals"
          lanes={lanes}
          cards={cards}
          cardId={(card) => card.id}
          cardTitle={(card) => card.title}
          laneOf={(card) => card.lane}
          show={(card) => card.title}
          onOpen={() => {}}
          onMove={(card, lane) => {
            const former = cards;
            setCards(cards.map((each) => (each.id === card.id ? { ...each, lane } : each)));
            showUndo('Moved', 'Undo', () => setCards(former));
          }}
        />
      </Section>
    </>
  );
}

const sampleText =
  '## A heading\n\nText with **weight**, a [link](https://example.org) and <b>no HTML</b>.\n\n- one\n- two';

function States() {
  return (
    <>
      <EmptyState
        icon={Target}
        title="No goals yet"
        text="A goal says how much by when."
        actions={<Button>New goal</Button>}
      />
      <Problem error={new ProblemError(0, 'unreachable', '')} retry={() => {}} />
      <Problem error={new ProblemError(404, 'not_found', '')} />
      <JobProgress
        job={{ id: 1, kind: 'import', state: 'running', done: 412, total: 1213 }}
        onCancel={() => {}}
      />
      <JobProgress job={{ id: 2, kind: 'import', state: 'failed', done: 3 }} />
      <Suspense>
        <Markdown text={sampleText} />
      </Suspense>
    </>
  );
}
