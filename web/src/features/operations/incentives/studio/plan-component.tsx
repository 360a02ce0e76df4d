import { Button, Menu } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useMessages } from '../../../../shared/i18n/messages';
import classes from './plan-builder.module.css';
import {
  type BuilderTools,
  indexOf,
  LineChoice,
  LineField,
  Remove,
  ShowInText,
  WholeLine,
} from './plan-parts';
import { fieldOf, nextStep, type PlanBlock, type PlanLine, type PlanPart, textOf } from './plan-text';

const spans = ['month', 'quarter', 'year', 'period'];

/** One component as a card: its measures of success, tiers, payments, gates, caps and dates. */
export function PlanComponent({ block, tools }: { block: PlanBlock; tools: BuilderTools }) {
  const { t } = useMessages();
  return (
    <section className={classes.card} aria-label={textOf(block.head, 'name')}>
      <span className={classes.kind}>{t('plan_studio.kinds.component')}</span>
      <div className={classes.head}>
        <LineField line={block.head} name="name" label={t('plan_studio.name')} title tools={tools} />
        <ShowInText line={block.head} tools={tools} />
        <Remove first={block.head} last={block.last} tools={tools} />
      </div>
      {block.parts.map((part) => (
        <Part key={part.line.place.line} part={part} tools={tools} />
      ))}
      {!tools.disabled && <AddPart block={block} tools={tools} />}
    </section>
  );
}

function Part({ part, tools }: { part: PlanPart; tools: BuilderTools }) {
  const { t } = useMessages();
  const { line } = part;
  switch (line.kind) {
    case 'table':
      return <Tiers part={part} tools={tools} />;
    case 'name':
      return (
        <Row line={line} tools={tools} label={textOf(line, 'name')}>
          <LineField line={line} name="value" label={textOf(line, 'name')} tools={tools} />
        </Row>
      );
    case 'needs':
      return (
        <Row line={line} tools={tools} label={t('plan_studio.kinds.needs')}>
          <LineField line={line} name="condition" label={t('plan_studio.kinds.needs')} tools={tools} />
        </Row>
      );
    case 'pays':
      return (
        <Row line={line} tools={tools} label={t('plan_studio.kinds.pays')}>
          <AmountPer line={line} tools={tools} label={t('plan_studio.kinds.pays')} />
        </Row>
      );
    case 'limit': {
      const label = t(textOf(line, 'limit') === 'most' ? 'plan_studio.kinds.cap' : 'plan_studio.kinds.floor');
      return (
        <Row line={line} tools={tools} label={label}>
          <AmountPer line={line} tools={tools} label={label} />
        </Row>
      );
    }
    case 'dates':
      return (
        <Row line={line} tools={tools} label={t('plan_studio.kinds.dates')}>
          {fieldOf(line, 'from') && (
            <LineField line={line} name="from" label={t('plan_studio.from')} tools={tools} />
          )}
          {fieldOf(line, 'to') && (
            <LineField line={line} name="to" label={t('plan_studio.to')} tools={tools} />
          )}
        </Row>
      );
    case 'roles':
      return (
        <Row line={line} tools={tools} label={t('plan_studio.kinds.roles')}>
          <LineField line={line} name="roles" label={t('plan_studio.kinds.roles')} tools={tools} />
        </Row>
      );
    default:
      return <WholeLine line={line} label={t('plan_studio.kinds.other')} tools={tools} />;
  }
}

function Row(props: { line: PlanLine; tools: BuilderTools; label: string; children: React.ReactNode }) {
  return (
    <div className={classes.row}>
      <span className={classes.label}>{props.label}</span>
      <div className={classes.cells}>{props.children}</div>
      <Remove first={props.line} tools={props.tools} />
    </div>
  );
}

function AmountPer({ line, tools, label }: { line: PlanLine; tools: BuilderTools; label: string }) {
  const { t } = useMessages();
  return (
    <>
      <LineField line={line} name="amount" label={label} tools={tools} />
      {fieldOf(line, 'per') && (
        <LineChoice
          line={line}
          name="per"
          label={t('plan_studio.per')}
          choices={spans}
          tools={tools}
          className={classes.short}
        />
      )}
    </>
  );
}

/** A table of tiers: where each ends, and what it gives. */
function Tiers({ part, tools }: { part: PlanPart; tools: BuilderTools }) {
  const { t } = useMessages();
  const { line, steps } = part;
  const bound = (step: PlanLine) =>
    step.text.startsWith('up to')
      ? t('plan_studio.up_to')
      : step.text.startsWith('below')
        ? t('plan_studio.below')
        : step.text.startsWith('above')
          ? t('plan_studio.above')
          : t('plan_studio.at');
  const next = nextStep(steps);
  return (
    <div className={classes.table}>
      <div className={classes.cells}>
        <LineField
          line={line}
          name="name"
          label={t('plan_studio.name')}
          tools={tools}
          className={classes.short}
        />
        <span className={classes.word}>{t('plan_studio.on')}</span>
        <LineField line={line} name="input" label={t('plan_studio.input')} tools={tools} />
        <LineChoice
          line={line}
          name="kind"
          label={t('plan_studio.table_kind')}
          choices={['marginal', 'cliff', 'linear']}
          tools={tools}
          className={classes.wide}
        />
      </div>
      <table className={classes.tiers}>
        <thead>
          <tr>
            <th scope="col">{t('plan_studio.tier')}</th>
            <th scope="col">{t('plan_studio.bound')}</th>
            <th scope="col">{t('plan_studio.value')}</th>
            <th aria-hidden />
          </tr>
        </thead>
        <tbody>
          {steps.map((step, at) => (
            <tr key={step.place.line}>
              <td>{bound(step)}</td>
              <td>
                {fieldOf(step, 'bound') && (
                  <LineField
                    line={step}
                    name="bound"
                    label={t('plan_studio.bound_of', { number: at + 1, table: textOf(line, 'name') })}
                    tools={tools}
                  />
                )}
              </td>
              <td>
                <LineField
                  line={step}
                  name="value"
                  label={t('plan_studio.value_of', { number: at + 1, table: textOf(line, 'name') })}
                  tools={tools}
                />
              </td>
              <td>
                <Remove first={step} tools={tools} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {!tools.disabled && (
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<Plus size={13} aria-hidden />}
          onClick={() =>
            tools.edit({ kind: 'add', after: indexOf(tools, next.after ?? line), text: next.text })
          }
        >
          {t('plan_studio.add_tier')}
        </Button>
      )}
    </div>
  );
}

function AddPart({ block, tools }: { block: PlanBlock; tools: BuilderTools }) {
  const { t } = useMessages();
  const attainment = block.parts.find(({ line }) => line.kind === 'name');
  const kinds = {
    cap: '    at most 5,000.00 per quarter',
    floor: '    at least 0.00 per quarter',
    gate: `    needs ${attainment ? textOf(attainment.line, 'name') : 'attainment'} >= 80%`,
    dates: '    from 2026-01-01 to 2026-12-31',
    hold: '    hold 50% until paid',
    clawback: '    claw back 100% within 90 days when returned',
  } as const;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<Plus size={13} aria-hidden />}
          style={{ alignSelf: 'start' }}
        >
          {t('plan_studio.add_part')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(Object.keys(kinds) as (keyof typeof kinds)[]).map((each) => (
          <Menu.Item
            key={each}
            onClick={() => {
              // Dates and gates stand at the top, all else behind what is there.
              const isFirst = each === 'dates' || each === 'gate';
              const after = isFirst && !(each === 'gate' && attainment) ? block.head : block.last;
              tools.edit({
                kind: 'add',
                after: indexOf(tools, each === 'gate' && attainment ? attainment.line : after),
                text: kinds[each],
              });
            }}
          >
            {t(`plan_studio.parts.${each}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
