import { Skeleton } from '@mantine/core';
import { CircleCheck, Clock, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { periodLabel } from '../../../shared/api/periods';
import { useApi } from '../../../shared/api/query';
import type { Attainment } from '../../../shared/attainment/attainment';
import { AttainmentBar } from '../../../shared/attainment/attainment-bar';
import { AppLink } from '../../../shared/components/app-link';
import { FigureValue } from '../../../shared/components/figure-value';
import { Card, Cards } from '../../../shared/components/page';
import { Tag } from '../../../shared/components/tag';
import type { Figure } from '../../../shared/formats/formats';
import { useView } from '../../../shared/hooks/use-view';
import { useMessages } from '../../../shared/i18n/messages';
import classes from './people-home.module.css';

interface StepsCard {
  kind: 'steps';
  title: string;
  steps: {
    code: string;
    title: string;
    items: { title: string; subtitle: string; day?: string | null; link: string }[];
  }[];
}

interface OrdersCard {
  kind: 'orders';
  title: string;
  orders: {
    order_id: number;
    number: string;
    customer: string;
    booked_on: string;
    amount: Figure;
    link: string;
  }[];
}

interface ChangesCard {
  kind: 'changes';
  title: string;
  changes: {
    orders: number;
    returns: number;
    net: Figure;
    movers: { person_id: number; name: string; link: string; figure: Figure }[];
  };
}

interface DataCard {
  kind: 'data';
  title: string;
  findings: { code: string; title: string; count: number; link: string }[];
}

interface QuartersCard {
  kind: 'quarters';
  title: string;
  quarters: Attainment[];
}

interface WaitingCard {
  kind: 'waiting';
  title: string;
  items: { code: string; title: string; count: number; is_late: boolean; link: string }[];
}

type HomeCard = StepsCard | OrdersCard | ChangesCard | DataCard | QuartersCard | WaitingCard;

/**
 * Beside the number: what waits, what changed, what is broken in the data. The server says who gets which.
 */
export function HomeCards() {
  const { period } = useView();
  const answer = useApi<{ cards: (HomeCard | { kind: 'goal' | 'people' })[] }>(
    '/home',
    { period },
    { dated: true, keep: true },
  );
  // Kept free until it is known who gets which, so that nothing below jumps.
  if (answer.isPending) {
    return (
      <Cards columns={2}>
        <Skeleton height={325} />
        <Skeleton height={325} />
      </Cards>
    );
  }
  const cards = (answer.data?.cards ?? []).map(cardOf).filter(Boolean);
  return cards.length > 0 ? <Cards columns={cards.length === 1 ? undefined : 2}>{cards}</Cards> : null;
}

function cardOf(card: HomeCard | { kind: 'goal' | 'people' }): ReactNode {
  if (card.kind === 'steps') return <Steps key="steps" card={card} />;
  if (card.kind === 'orders') return <Orders key="orders" card={card} />;
  if (card.kind === 'changes') return <Changes key="changes" card={card} />;
  if (card.kind === 'data') return <DataHealth key="data" card={card} />;
  if (card.kind === 'quarters') return <Quarters key="quarters" card={card} />;
  if (card.kind === 'waiting') return <Waiting key="waiting" card={card} />;
  return null; // the number and the people have places of their own
}

interface LineProps {
  link: string;
  title: string;
  note?: ReactNode;
  end?: ReactNode;
}

function Line({ link, title, note, end }: LineProps) {
  return (
    <li className={classes.line}>
      <AppLink to={link} className={classes.name}>
        {title}
      </AppLink>
      {note && <span className={classes.note}>{note}</span>}
      <span className={classes.figure}>{end}</span>
    </li>
  );
}

function Steps({ card }: { card: StepsCard }) {
  const { t, formats } = useMessages();
  return (
    <Card title={card.title}>
      {card.steps.length === 0 && (
        <Tag icon={CircleCheck} tone="good">
          {t('home.nothing')}
        </Tag>
      )}
      {card.steps.map((step) => (
        <section key={step.code} aria-label={step.title}>
          <p className={classes.about}>{step.title}</p>
          <ul className={classes.people}>
            {step.items.map((each) => (
              <Line
                key={each.link + each.title}
                link={each.link}
                title={each.title}
                note={each.subtitle}
                end={each.day && formats.date(each.day)}
              />
            ))}
          </ul>
        </section>
      ))}
    </Card>
  );
}

function Orders({ card }: { card: OrdersCard }) {
  return (
    <Card title={card.title}>
      <ul className={classes.people}>
        {card.orders.map((each) => (
          <Line
            key={each.order_id}
            link={each.link}
            title={each.number}
            note={each.customer}
            end={<FigureValue figure={each.amount} label={each.number} />}
          />
        ))}
      </ul>
    </Card>
  );
}

function Changes({ card }: { card: ChangesCard }) {
  const { t } = useMessages();
  const { orders, returns, net, movers } = card.changes;
  return (
    <Card title={card.title}>
      <div>
        <FigureValue figure={net} label={card.title} headline />
        <p className={classes.about}>{t('home.changes', { orders, returns })}</p>
      </div>
      <ul className={classes.people}>
        {movers.map((each) => (
          <Line
            key={each.person_id}
            link={each.link}
            title={each.name}
            end={<FigureValue figure={each.figure} label={each.name} />}
          />
        ))}
      </ul>
    </Card>
  );
}

function DataHealth({ card }: { card: DataCard }) {
  const { t } = useMessages();
  return (
    <Card title={card.title}>
      {card.findings.length === 0 && (
        <Tag icon={CircleCheck} tone="good">
          {t('home.data_well')}
        </Tag>
      )}
      <ul className={classes.people}>
        {card.findings.map((each) => (
          <Line
            key={each.code}
            link={each.link}
            title={each.title}
            end={<TriangleAlert size={16} className={classes.warn} aria-hidden />}
          />
        ))}
      </ul>
    </Card>
  );
}

function Waiting({ card }: { card: WaitingCard }) {
  const { t } = useMessages();
  return (
    <Card title={card.title}>
      <ul className={classes.people}>
        {card.items.map((each) => (
          <Line
            key={each.code}
            link={each.link}
            title={each.title}
            end={
              each.is_late && (
                <Tag icon={Clock} tone="bad">
                  {t('close_desk.late')}
                </Tag>
              )
            }
          />
        ))}
      </ul>
    </Card>
  );
}

function Quarters({ card }: { card: QuartersCard }) {
  const messages = useMessages();
  const { t } = messages;
  const named = card.quarters.map((each) => ({
    each,
    name: periodLabel({ key: each.period, from: each.period_from, to: each.period_to }, messages),
  }));
  return (
    <Card title={card.title}>
      <ul className={classes.people}>
        {named.map(({ each, name }) => (
          <li key={each.period} className={classes.person}>
            <AppLink to={`/team?period=${each.period}`} className={classes.name}>
              {name}
            </AppLink>
            <AttainmentBar row={each} />
            <span className={classes.figure}>
              <FigureValue
                figure={each.attainment ?? each.actual}
                label={`${t(each.attainment ? 'attainment.attainment' : 'attainment.actual')}, ${name}`}
              />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
