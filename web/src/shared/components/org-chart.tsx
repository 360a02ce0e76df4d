import { UnstyledButton } from '@mantine/core';
import { ChevronRight } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import { useMessages } from '../i18n/messages';
import classes from './org-chart.module.css';

export interface OrgNode {
  id: string;
  /** Whom they report to; absent: the top. */
  parent?: string | null;
  title: string;
  subtitle?: string | null;
  mark?: ReactNode;
}

interface Props {
  label: string;
  nodes: readonly OrgNode[];
  onOpen: (id: string) => void;
  /** Levels that stand open at first. */
  depth?: number;
}

interface Placed extends OrgNode {
  children: Placed[];
}

/**
 * Nodes as trees. One whose superior is not among them stands at the top; a circle is cut where it is met
 * first.
 */
export function forestOf(nodes: readonly OrgNode[]): Placed[] {
  const placed = new Map<string, Placed>(nodes.map((node) => [node.id, { ...node, children: [] }]));
  const tops: Placed[] = [];
  const leadsTo = (from: string, target: string): boolean => {
    const seen = new Set<string>();
    for (let at: string | null | undefined = from; at && !seen.has(at); at = placed.get(at)?.parent) {
      if (at === target) return true;
      seen.add(at);
    }
    return false;
  };
  for (const node of placed.values()) {
    const parent = node.parent ? placed.get(node.parent) : undefined;
    const isCircle = parent !== undefined && leadsTo(parent.id, node.id) && parent.id >= node.id;
    if (parent && !isCircle) parent.children.push(node);
    else tops.push(node);
  }
  return tops;
}

/** The reporting lines as a tree that opens towards the end of the line of reading; walked by arrow keys. */
export function OrgChart(props: Props) {
  const { language } = useMessages();
  const root = useRef<HTMLUListElement>(null);
  const forest = useMemo(() => forestOf(props.nodes), [props.nodes]);
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const depth = props.depth ?? 2;
  const isOpen = (node: Placed, level: number) => toggled.has(node.id) !== level < depth;
  const toggle = (id: string) => {
    const next = new Set(toggled);
    if (!next.delete(id)) next.add(id);
    setToggled(next);
  };
  const onKeyDown = (event: KeyboardEvent, node: Placed, level: number) => {
    const inward = language.direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const outward = language.direction === 'rtl' ? 'ArrowRight' : 'ArrowLeft';
    const items = [...(root.current?.querySelectorAll<HTMLElement>('[data-node]') ?? [])];
    const at = items.indexOf(event.currentTarget as HTMLElement);
    if (event.key === 'ArrowDown') items[at + 1]?.focus();
    else if (event.key === 'ArrowUp') items[at - 1]?.focus();
    else if (event.key === inward && node.children.length > 0 && !isOpen(node, level)) toggle(node.id);
    else if (event.key === outward && isOpen(node, level)) toggle(node.id);
    else return;
    event.preventDefault();
  };
  const branch = (nodes: readonly Placed[], level: number): ReactNode =>
    nodes.map((node) => (
      <li key={node.id} className={classes.item}>
        <div className={classes.line}>
          <UnstyledButton
            className={classes.card}
            data-node=""
            onClick={() => props.onOpen(node.id)}
            onKeyDown={(event) => onKeyDown(event, node, level)}
          >
            <span className={classes.title}>{node.title}</span>
            {node.subtitle && <span className={classes.subtitle}>{node.subtitle}</span>}
            {node.mark}
          </UnstyledButton>
          {node.children.length > 0 && (
            <Toggle count={node.children.length} open={isOpen(node, level)} onClick={() => toggle(node.id)} />
          )}
        </div>
        {node.children.length > 0 && isOpen(node, level) && (
          <ul className={classes.branch}>{branch(node.children, level + 1)}</ul>
        )}
      </li>
    ));
  return (
    <section
      className={classes.scroll}
      aria-label={props.label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <ul ref={root} className={classes.tree}>
        {branch(forest, 0)}
      </ul>
    </section>
  );
}

function Toggle(props: { count: number; open: boolean; onClick: () => void }) {
  const { t, formats } = useMessages();
  return (
    <UnstyledButton
      className={classes.toggle}
      onClick={props.onClick}
      tabIndex={-1}
      aria-label={
        props.open
          ? t('shared.org.close', { count: props.count })
          : t('shared.org.open', { count: props.count })
      }
    >
      {formats.count(props.count)}
      <ChevronRight size={13} className={props.open ? classes.opened : 'mirrored'} aria-hidden />
    </UnstyledButton>
  );
}
