import { Button, Menu } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useMemo } from 'react';
import { Tag } from '../../../../shared/components/tag';
import { useMessages } from '../../../../shared/i18n/messages';
import classes from './plan-builder.module.css';
import { PlanComponent } from './plan-component';
import {
  type BuilderTools,
  indexOf,
  LineChoice,
  LineField,
  Remove,
  ShowInText,
  WholeLine,
} from './plan-parts';
import {
  fieldOf,
  type PlanBlock,
  type PlanCheck,
  type PlanEdit,
  type PlanLine,
  type PlanShape,
  shapeOf,
  textOf,
} from './plan-text';

/** The plan as fields: every change is written into the text, and what has no field stays as it is there. */
export function PlanBuilder(props: {
  check: PlanCheck | undefined;
  edit: (edit: PlanEdit) => void;
  show: (line: PlanLine) => void;
  disabled: boolean;
}) {
  const { t } = useMessages();
  const { check } = props;
  const shape = useMemo(() => shapeOf(check?.outline ?? []), [check]);
  if (!check) return null;
  const tools: BuilderTools = { ...props, outline: check.outline };
  if (check.outline.length === 0) return <p className={classes.empty}>{t('plan_studio.unreadable')}</p>;
  return (
    <div className={classes.builder}>
      <Header shape={shape} tools={tools} />
      <Rows
        title={t('plan_studio.measures')}
        add={t('plan_studio.add_measure')}
        lines={shape.measures}
        after={shape.measures.at(-1) ?? shape.parameters.at(-1) ?? shape.header.at(-1)}
        text={(count) => `measure measure_${count + 1} = amount of order lines credited as owner or split`}
        tools={tools}
      />
      <Rows
        title={t('plan_studio.parameters')}
        add={t('plan_studio.add_parameter')}
        lines={shape.parameters}
        after={shape.parameters.at(-1) ?? shape.header.at(-1)}
        text={(count) => `parameter own_rate_${count + 1} rate default 1%`}
        tools={tools}
      />
      {shape.components.map((each) => (
        <PlanComponent key={each.head.place.line} block={each} tools={tools} />
      ))}
      {shape.beside.map((line) => (
        <div key={`${line.place.line}`} className={classes.card}>
          <WholeLine
            line={line}
            tools={tools}
            label={t(`plan_studio.kinds.${line.kind as 'draw' | 'guarantee'}`)}
          />
        </div>
      ))}
      {!tools.disabled && <AddComponent shape={shape} tools={tools} />}
      {shape.examples.map((each) => (
        <Example key={each.head.place.line} block={each} tools={tools} check={check} />
      ))}
    </div>
  );
}

const lengths = ['month', 'quarter', 'year', 'quota period'];
const often = ['monthly', 'quarterly', 'yearly', 'once'];

function Header({ shape, tools }: { shape: PlanShape; tools: BuilderTools }) {
  const { t } = useMessages();
  const named = shape.header.find((each) => each.kind === 'plan');
  const rest = shape.header.filter((each) => each !== named);
  return (
    <section className={classes.card} aria-label={t('plan_studio.kinds.plan')}>
      {named && (
        <div className={classes.head}>
          <LineField line={named} name="name" label={t('pay.plan_name')} title tools={tools} />
          <ShowInText line={named} tools={tools} />
        </div>
      )}
      {rest.map((line) =>
        line.kind === 'period' ? (
          <div key={line.place.line} className={classes.row}>
            <span className={classes.label}>{t('plan_studio.kinds.period')}</span>
            <div className={classes.cells}>
              <LineChoice
                line={line}
                name="period"
                label={t('plan_studio.kinds.period')}
                choices={lengths}
                tools={tools}
              />
              {fieldOf(line, 'paid') && (
                <LineChoice
                  line={line}
                  name="paid"
                  label={t('plan_studio.paid')}
                  choices={often}
                  tools={tools}
                />
              )}
            </div>
            <span />
          </div>
        ) : line.kind === 'roles' || line.kind === 'currency' ? (
          <div key={line.place.line} className={classes.row}>
            <span className={classes.label}>{t(`plan_studio.kinds.${line.kind}`)}</span>
            <LineField
              line={line}
              name={line.kind === 'roles' ? 'roles' : 'currency'}
              label={t(`plan_studio.kinds.${line.kind}`)}
              tools={tools}
            />
            <span />
          </div>
        ) : (
          <WholeLine key={line.place.line} line={line} label={t('plan_studio.kinds.other')} tools={tools} />
        ),
      )}
    </section>
  );
}

function Rows(props: {
  title: string;
  add: string;
  lines: readonly PlanLine[];
  after: PlanLine | undefined;
  text: (count: number) => string;
  tools: BuilderTools;
}) {
  const { t } = useMessages();
  const { lines, after, tools } = props;
  if (lines.length === 0 && tools.disabled) return null;
  return (
    <section className={classes.card} aria-label={props.title}>
      <div className={classes.head}>
        <span className={classes.kind}>{props.title}</span>
        {!tools.disabled && after && (
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<Plus size={13} aria-hidden />}
            onClick={() =>
              tools.edit({ kind: 'add', after: indexOf(tools, after), text: props.text(lines.length) })
            }
          >
            {props.add}
          </Button>
        )}
      </div>
      {lines.map((line) => (
        <div key={line.place.line} className={classes.row}>
          <LineField line={line} name="name" label={t('plan_studio.name')} tools={tools} />
          {line.kind === 'measure' ? (
            <LineField line={line} name="value" label={textOf(line, 'name')} tools={tools} />
          ) : (
            <div className={classes.cells}>
              <LineChoice
                line={line}
                name="type"
                label={t('plan_studio.type')}
                choices={['money', 'rate', 'count', 'days']}
                tools={tools}
              />
              {fieldOf(line, 'default') && (
                <LineField line={line} name="default" label={t('plan_studio.default')} tools={tools} />
              )}
            </div>
          )}
          <Remove first={line} tools={tools} />
        </div>
      ))}
    </section>
  );
}

function AddComponent({ shape, tools }: { shape: PlanShape; tools: BuilderTools }) {
  const { t } = useMessages();
  const after = shape.components.at(-1)?.last ?? shape.measures.at(-1) ?? shape.header.at(-1);
  const measure = shape.measures[0] ? textOf(shape.measures[0], 'name') : 'sales';
  if (!after) return null;
  const name = (word: string) => `${word} ${shape.components.length + 1}`;
  const kinds = {
    flat: `\ncomponent "${name('Commission')}"\n    pays 2% of ${measure}`,
    tiers:
      `\ncomponent "${name('Commission')}"\n    attainment = ${measure} / quota ${measure}\n` +
      '    rate on attainment, marginal\n        up to 100% 2%\n        above 4%\n' +
      `    pays ${measure} at rate`,
    bonus:
      `\ncomponent "${name('Bonus')}"\n    attainment = ${measure} / quota ${measure}\n` +
      '    needs attainment >= 100%\n    pays 500.00 per quarter',
    spif:
      `\ncomponent "${name('Spif')}"\n    from 2026-01-01 to 2026-03-31\n    pays 1% of ${measure}\n` +
      '    at most 1,000.00 per quarter',
  } as const;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          leftSection={<Plus size={14} aria-hidden />}
          style={{ alignSelf: 'start' }}
        >
          {t('plan_studio.add_component')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(Object.keys(kinds) as (keyof typeof kinds)[]).map((each) => (
          <Menu.Item
            key={each}
            onClick={() => tools.edit({ kind: 'add', after: indexOf(tools, after), text: kinds[each] })}
          >
            {t(`plan_studio.components.${each}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Example(props: { block: PlanBlock; tools: BuilderTools; check: PlanCheck }) {
  const { t } = useMessages();
  const { block, tools, check } = props;
  const outcomes = check.examples.filter((each) => each.name === textOf(block.head, 'name'));
  const holds = outcomes.every((each) => each.holds);
  return (
    <section className={classes.card} aria-label={t('plan_studio.kinds.example')}>
      <span className={classes.kind}>{t('plan_studio.kinds.example')}</span>
      <div className={classes.head}>
        <LineField line={block.head} name="name" label={t('plan_studio.name')} title tools={tools} />
        {outcomes.length > 0 && (
          <Tag tone={holds ? 'good' : 'bad'}>{t(holds ? 'pay.example_holds' : 'pay.example_fails')}</Tag>
        )}
        <Remove first={block.head} last={block.last} tools={tools} />
      </div>
      {block.parts.map(({ line }) => (
        <WholeLine
          key={line.place.line}
          line={line}
          label={t(line.kind === 'expected' ? 'plan_studio.kinds.expected' : 'plan_studio.kinds.given')}
          tools={tools}
        />
      ))}
    </section>
  );
}
