import { SegmentedControl } from '@mantine/core';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { useApi } from '../../../../shared/api/query';
import { useMay } from '../../../../shared/api/session';
import { Problem } from '../../../../shared/components/problem';
import { useStored } from '../../../../shared/hooks/use-stored';
import { useMessages } from '../../../../shared/i18n/messages';
import type { PlanVersion } from '../incentive';
import { ChangesInWords, DraftComparison } from './draft-comparison';
import { DraftTabs, draftName } from './draft-tabs';
import { PlanBuilder } from './plan-builder';
import type { CostRange } from './plan-cost';
import type { Mark } from './plan-editor';
import { PlanFindings } from './plan-findings';
import { offsetOf, type PlanCheck, shapeOf, textOf } from './plan-text';
import classes from './studio.module.css';
import { useCheck, useCosts, useEdits } from './use-studio';

const PlanEditor = lazy(() => import('./plan-editor'));
const PlanCostPanel = lazy(() =>
  import('./plan-cost-panel').then((module) => ({ default: module.PlanCostPanel })),
);

/** Text and fields side by side, what is wrong with them, and what they would have paid. */
export function Studio(props: {
  plan: PlanVersion;
  text: string;
  onText: (text: string) => void;
  /** Whether the version's own text may be paid by: known when it was checked as it stands. */
  onSound: (isSound: boolean) => void;
}) {
  const { t } = useMessages();
  const { plan, text } = props;
  const may = useMay();
  const mayWrite = may('plan_write');
  const seesCost = mayWrite || may('plan_approve');
  const drafts = useDrafts(plan, text, props.onText);
  const now = drafts.texts[drafts.active] ?? text;
  const { check, isFresh } = useCheck(now);
  const edit = useEdits(now, drafts.setText, check, isFresh);
  const [side, setSide] = useState<'text' | 'builder'>('text');
  const [goTo, setGoTo] = useState<{ offset: number } | null>(null);
  const isSound = drafts.active === 0 && isFresh && check?.is_sound === true;
  const { onSound } = props;
  useEffect(() => onSound(isSound), [isSound, onSound]);
  const go = (line: number, column: number) => {
    setSide('text');
    setGoTo({ offset: offsetOf(now, line, column) });
  };
  return (
    <>
      {mayWrite && <DraftTabs {...drafts.tabs} />}
      <div className={classes.switch}>
        <SegmentedControl
          fullWidth
          value={side}
          onChange={(value) => setSide(value as typeof side)}
          data={[
            { value: 'text', label: t('plan_studio.text') },
            { value: 'builder', label: t('plan_studio.builder') },
          ]}
        />
      </div>
      <div className={classes.sides}>
        <div className={classes.side} data-shown={side === 'text'}>
          <Suspense
            fallback={
              <pre className={classes.waiting} dir="ltr">
                {now}
              </pre>
            }
          >
            <PlanEditor
              value={now}
              onChange={drafts.setText}
              readOnly={!mayWrite}
              label={t('pay.text')}
              {...useEditorHelp(isFresh ? check : undefined, check, now)}
              goTo={goTo}
            />
          </Suspense>
          <PlanFindings check={check} onGo={go} onFormat={mayWrite ? drafts.setText : undefined} />
        </div>
        <div className={`${classes.side} ${classes.builderSide}`} data-shown={side === 'builder'}>
          <PlanBuilder
            check={check}
            edit={edit}
            show={(line) => go(line.place.line, line.place.column)}
            disabled={!mayWrite}
          />
        </div>
      </div>
      {seesCost && <Costs plan={plan} drafts={drafts} now={now} />}
    </>
  );
}

/** The version's text and the drafts beside it, which this browser keeps. */
function useDrafts(plan: PlanVersion, text: string, onText: (text: string) => void) {
  const [others, setOthers] = useStored<string[]>(`plan-drafts-${plan.plan_id}`, []);
  const [active, setActive] = useState(0);
  const versions = useVersions(plan);
  const texts = [text, ...others];
  const shown = Math.min(active, others.length);
  const setText = (next: string) => {
    if (shown === 0) onText(next);
    else setOthers(others.map((each, at) => (at === shown - 1 ? next : each)));
  };
  const add = (next: string) => {
    setOthers([...others, next]);
    setActive(others.length + 1);
  };
  return {
    texts,
    active: shown,
    setText,
    versions,
    tabs: {
      count: texts.length,
      active: shown,
      onActive: setActive,
      onCopy: () => add(texts[shown] ?? text),
      onUse: () => {
        onText(texts[shown] ?? text);
        setActive(0);
      },
      onRemove: () => {
        setOthers(others.filter((_, at) => at !== shown - 1));
        setActive(0);
      },
      versions: versions.filter((each) => each.id !== plan.version_id),
      onVersion: (value: string) => add(versions.find((each) => each.value === value)?.text ?? ''),
    },
  };
}

function useVersions(plan: PlanVersion) {
  const { t } = useMessages();
  const found = useApi<{ items: PlanVersion[] }>('/plan-versions', { plan_id: plan.plan_id, limit: 50 });
  return (found.data?.items ?? [plan]).map((each) => ({
    id: each.version_id,
    value: String(each.version_id),
    label: [
      t('plan_studio.version_number', { number: each.number }),
      t(`pay.version_states.${each.state}`),
    ].join(' · '),
    text: each.text,
    state: each.state,
    number: each.number,
  }));
}

/** Underlines and names for the editor. */
function useEditorHelp(fresh: PlanCheck | undefined, latest: PlanCheck | undefined, text: string) {
  const { t } = useMessages();
  const [marks, setMarks] = useState<Mark[]>([]);
  const [of, setOf] = useState<PlanCheck>();
  if (fresh && fresh !== of) {
    setOf(fresh);
    setMarks(
      fresh.findings.map((each) => {
        const from = offsetOf(text, each.line, each.column);
        return {
          from,
          to: Math.max(offsetOf(text, each.line, each.column + Math.max(each.length, 1)), from),
          severity: each.severity,
          text: each.text,
          proposal: each.proposal
            ? { text: each.proposal, label: t('plan_studio.replace_by', { text: each.proposal }) }
            : undefined,
        };
      }),
    );
  }
  const names = useMemo(() => {
    const shape = shapeOf(latest?.outline ?? []);
    const parts = shape.components.flatMap((each) => each.parts.map(({ line }) => line));
    return [
      ...shape.measures.map((line) => ({
        name: textOf(line, 'name'),
        about: textOf(line, 'value').slice(0, 40),
      })),
      ...shape.parameters.map((line) => ({ name: textOf(line, 'name'), about: textOf(line, 'type') })),
      ...parts
        .filter(({ kind }) => kind === 'name' || kind === 'table')
        .map((line) => ({ name: textOf(line, 'name'), about: '' })),
      ...(latest?.attributes ?? []).map((name) => ({ name, about: '' })),
    ].filter((each, at, all) => each.name && all.findIndex((one) => one.name === each.name) === at);
  }, [latest]);
  return { marks, names };
}

/** Everything below the text: what it would have paid, drafts beside each other, and the change in words. */
function Costs(props: { plan: PlanVersion; drafts: ReturnType<typeof useDrafts>; now: string }) {
  const { t } = useMessages();
  const { plan, drafts, now } = props;
  const [range, setRange] = useState<CostRange>('two_years');
  const inForce = drafts.versions.find((each) => each.state === 'approved');
  const [chosen, setChosen] = useState<string | null>(null);
  const against = chosen ?? inForce?.value ?? '';
  const answer = useCosts({
    plan: plan.plan_id,
    texts: drafts.texts,
    against,
    range,
    enabled: drafts.versions.length > 0,
  });
  const [last, setLast] = useState<{ at: number; costs: typeof answer.data }>();
  const costs = answer.data;
  const cost = costs?.drafts[drafts.active]?.cost;
  if (costs && cost && (last?.costs !== costs || last.at !== drafts.active))
    setLast({ at: drafts.active, costs });
  if (answer.isError && !costs) return <Problem error={answer.error} retry={() => void answer.refetch()} />;
  const shown = cost ? costs : last?.costs;
  const shownCost = cost ?? (last ? last.costs?.drafts[last.at]?.cost : undefined);
  const before = drafts.versions.find((each) => each.value === against);
  if (!shown || !shownCost) return null;
  return (
    <>
      <Suspense>
        <PlanCostPanel
          costs={shown}
          cost={shownCost}
          isWorking={answer.isFetching}
          isOutdated={!cost || answer.isPlaceholderData}
          range={range}
          onRange={setRange}
          against={against}
          onAgainst={setChosen}
          versions={drafts.versions}
        />
      </Suspense>
      {drafts.texts.length > 1 && costs && costs.drafts.length === drafts.texts.length && (
        <DraftComparison
          costs={costs}
          before={before?.label ?? ''}
          names={drafts.texts.map((_, at) =>
            at === 0 ? t('plan_studio.this_version') : t('plan_studio.draft_named', { name: draftName(at) }),
          )}
        />
      )}
      {before && <ChangesInWords before={before.text} after={now} name={before.label} />}
    </>
  );
}
