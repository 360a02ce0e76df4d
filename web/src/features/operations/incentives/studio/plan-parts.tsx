import { ActionIcon, Select } from '@mantine/core';
import { SquareArrowOutUpRight, X } from 'lucide-react';
import { useMessages } from '../../../../shared/i18n/messages';
import classes from './plan-builder.module.css';
import { PlanField } from './plan-field';
import { type PlanEdit, type PlanLine, textOf } from './plan-text';

export interface BuilderTools {
  outline: readonly PlanLine[];
  edit: (edit: PlanEdit) => void;
  /** Shows a line in the text. */
  show: (line: PlanLine) => void;
  disabled: boolean;
}

export const indexOf = (tools: BuilderTools, line: PlanLine) => tools.outline.indexOf(line);

/** A field of a statement. */
export function LineField(props: {
  line: PlanLine;
  name: string;
  label: string;
  tools: BuilderTools;
  title?: boolean;
  className?: string;
}) {
  const { line, name, tools } = props;
  return (
    <PlanField
      label={props.label}
      value={textOf(line, name)}
      title={props.title}
      className={props.className}
      disabled={tools.disabled}
      onCommit={(by) => tools.edit({ kind: 'field', line: indexOf(tools, line), field: name, by })}
    />
  );
}

/** A field with few words to choose from. */
export function LineChoice(props: {
  line: PlanLine;
  name: string;
  label: string;
  choices: readonly string[];
  tools: BuilderTools;
  className?: string;
}) {
  const { line, name, tools } = props;
  const { lookup } = useMessages();
  const value = textOf(line, name);
  const choices = props.choices.includes(value) ? props.choices : [value, ...props.choices];
  return (
    <Select
      size="xs"
      className={props.className}
      aria-label={props.label}
      allowDeselect={false}
      data={choices.map((each) => ({
        value: each,
        label: lookup(`plan_studio.words.${each.replaceAll(' ', '_')}`, {}, each),
      }))}
      value={value}
      readOnly={tools.disabled}
      onChange={(by) =>
        by && by !== value && tools.edit({ kind: 'field', line: indexOf(tools, line), field: name, by })
      }
    />
  );
}

/** A statement that has no fields of its own: one line of text. */
export function WholeLine(props: { line: PlanLine; tools: BuilderTools; label: string }) {
  const { line, tools } = props;
  return (
    <div className={classes.row}>
      <span className={classes.label}>{props.label}</span>
      <PlanField
        label={props.label}
        value={line.text}
        disabled={tools.disabled}
        onCommit={(by) => tools.edit({ kind: 'field', line: indexOf(tools, line), field: null, by })}
      />
      <Remove first={line} tools={tools} />
    </div>
  );
}

export function Remove(props: { first: PlanLine; last?: PlanLine; tools: BuilderTools }) {
  const { t } = useMessages();
  const { first, last, tools } = props;
  if (tools.disabled) return <span />;
  return (
    <ActionIcon
      size={24}
      variant="subtle"
      color="gray"
      aria-label={t('plan_studio.remove', { text: first.text })}
      onClick={() =>
        tools.edit({ kind: 'remove', first: indexOf(tools, first), last: indexOf(tools, last ?? first) })
      }
    >
      <X size={14} aria-hidden />
    </ActionIcon>
  );
}

/** To where the statement stands in the text. */
export function ShowInText(props: { line: PlanLine; tools: BuilderTools }) {
  const { t } = useMessages();
  return (
    <ActionIcon
      size="sm"
      variant="subtle"
      color="gray"
      aria-label={t('plan_studio.show_in_text')}
      title={t('plan_studio.show_in_text')}
      onClick={() => props.tools.show(props.line)}
    >
      <SquareArrowOutUpRight size={14} aria-hidden />
    </ActionIcon>
  );
}
