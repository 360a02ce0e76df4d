import { Button } from '@mantine/core';
import { CircleCheck, CircleX, TriangleAlert } from 'lucide-react';
import { Tag } from '../../../../shared/components/tag';
import { useMessages } from '../../../../shared/i18n/messages';
import type { PlanCheck } from './plan-text';
import classes from './studio.module.css';

/** What is wrong with the text, each a way to its place; and which examples do not come out as they say. */
export function PlanFindings(props: {
  check: PlanCheck | undefined;
  onGo: (line: number, column: number) => void;
  onFormat?: (text: string) => void;
}) {
  const { t } = useMessages();
  const { check } = props;
  if (!check) return null;
  const { formatted } = check;
  const failing = check.examples.filter((each) => !each.holds);
  return (
    <div className={classes.findings} aria-live="polite">
      <div className={classes.verdict}>
        <Tag tone={check.is_sound ? 'good' : 'bad'} icon={check.is_sound ? CircleCheck : CircleX}>
          {t(check.is_sound ? 'pay.sound' : 'pay.not_sound')}
        </Tag>
        {check.examples.length > 0 && (
          <span className={classes.muted}>
            {t('plan_studio.examples_hold', {
              holding: check.examples.length - failing.length,
              count: check.examples.length,
            })}
          </span>
        )}
        {props.onFormat && formatted && (
          <Button size="compact-xs" variant="default" onClick={() => props.onFormat?.(formatted)}>
            {t('pay.format')}
          </Button>
        )}
      </div>
      <ul>
        {check.findings.map((each) => (
          <li key={`${each.line}-${each.column}-${each.text}`}>
            <button type="button" onClick={() => props.onGo(each.line, each.column)}>
              <TriangleAlert size={14} aria-hidden data-tone={each.severity} />
              <span className={classes.place}>
                {t('pay.place', { line: each.line, column: each.column })}
              </span>
              <span>
                {each.text}
                {each.proposal && ` ${t('pay.proposal', { text: each.proposal })}`}
              </span>
            </button>
          </li>
        ))}
        {failing.map((each) => (
          <li key={each.name + each.expected} className={classes.failing}>
            {t('pay.example_fails')}: {each.name}, <bdi dir="ltr">{`${each.found} ≠ ${each.expected}`}</bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}
