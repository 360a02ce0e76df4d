import { type DragEvent, type KeyboardEvent, type ReactNode, useState } from 'react';
import { useMessages } from '../i18n/messages';
import classes from './board.module.css';

export interface Lane {
  id: string;
  title: string;
  /** What the lane's cards come to. */
  sum?: ReactNode;
}

interface Props<Card> {
  label: string;
  lanes: readonly Lane[];
  cards: readonly Card[];
  cardId: (card: Card) => string;
  cardTitle: (card: Card) => string;
  laneOf: (card: Card) => string;
  show: (card: Card) => ReactNode;
  onMove: (card: Card, lane: string) => void;
  onOpen: (card: Card) => void;
}

/** Cards in lanes; moved by dragging, or by Shift with an arrow key. Each move is said aloud. */
export function Board<Card>(props: Props<Card>) {
  const { t, language } = useMessages();
  const [over, setOver] = useState<string | null>(null);
  const [said, setSaid] = useState('');

  const move = (card: Card, lane: Lane | undefined) => {
    if (!lane || lane.id === props.laneOf(card)) return;
    props.onMove(card, lane.id);
    setSaid(t('shared.board.moved', { card: props.cardTitle(card), lane: lane.title }));
  };
  const onKeyDown = (event: KeyboardEvent, card: Card) => {
    if (event.key === 'Enter') props.onOpen(card);
    else if (event.shiftKey && (event.key === 'ArrowRight' || event.key === 'ArrowLeft')) {
      const forward = (event.key === 'ArrowRight') === (language.direction === 'ltr');
      const at = props.lanes.findIndex((lane) => lane.id === props.laneOf(card));
      move(card, props.lanes[at + (forward ? 1 : -1)]);
    } else return;
    event.preventDefault();
  };
  const drop = (event: DragEvent, lane: Lane) => {
    event.preventDefault();
    setOver(null);
    const id = event.dataTransfer.getData('text/plain');
    const card = props.cards.find((each) => props.cardId(each) === id);
    if (card) move(card, lane);
  };
  return (
    <section className={classes.board} aria-label={props.label}>
      <p className="visually-hidden">{t('shared.board.help')}</p>
      <p className="visually-hidden" aria-live="polite">
        {said}
      </p>
      {props.lanes.map((lane) => {
        const cards = props.cards.filter((each) => props.laneOf(each) === lane.id);
        return (
          <section
            key={lane.id}
            className={classes.lane}
            aria-label={lane.title}
            data-over={over === lane.id || undefined}
            onDragOver={(event) => {
              event.preventDefault();
              setOver(lane.id);
            }}
            onDragLeave={() => setOver(null)}
            onDrop={(event) => drop(event, lane)}
          >
            <header className={classes.head}>
              <span>
                {lane.title} <small>{cards.length}</small>
              </span>
              <span className={classes.sum}>{lane.sum}</span>
            </header>
            <ul className={classes.cards}>
              {cards.map((card) => (
                <li key={props.cardId(card)}>
                  <button
                    type="button"
                    className={classes.card}
                    draggable
                    onDragStart={(event) => event.dataTransfer.setData('text/plain', props.cardId(card))}
                    onClick={() => props.onOpen(card)}
                    onKeyDown={(event) => onKeyDown(event, card)}
                  >
                    {props.show(card)}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </section>
  );
}
