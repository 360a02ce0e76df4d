import { Button, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useApi, useWrite } from '../../../shared/api/query';
import { request } from '../../../shared/api/request';
import { useMay } from '../../../shared/api/session';
import { Card, Page, PageSkeleton, Section } from '../../../shared/components/page';
import { Problem, problemText } from '../../../shared/components/problem';
import { RecordLayout } from '../../../shared/components/record-layout';
import { Tag } from '../../../shared/components/tag';
import { showDone, showFailed } from '../../../shared/components/undo-toast';
import { useMessages } from '../../../shared/i18n/messages';
import { type PlanCheck, type PlanVersion, planPath } from './incentive';

/** One version of a plan: its text, checked while one types; and its road to approval. */
export default function PlanPage() {
  const { t } = useMessages();
  const { id } = useParams({ strict: false }) as { id: string };
  const answer = useApi<PlanVersion>(`/plan-versions/${id}`);
  if (answer.isPending) return <PageSkeleton title={t('frame.pay.plans')} />;
  if (answer.isError) return <Problem page error={answer.error} retry={() => void answer.refetch()} />;
  return <Studio key={`${answer.data.version_id}-${answer.data.version}`} plan={answer.data} />;
}

function Studio({ plan }: { plan: PlanVersion }) {
  const messages = useMessages();
  const { t, language } = messages;
  const may = useMay();
  const navigate = useNavigate();
  const [text, setText] = useState(plan.text);
  const [typed] = useDebouncedValue(text, 250);
  const check = useQuery<PlanCheck>({
    queryKey: ['plan-check', language.code, typed],
    queryFn: ({ signal }) => request('POST', '/plan-checks', { body: { text: typed }, signal }),
    placeholderData: (former) => former,
  });
  const refreshes = ['/plan-versions'];
  const failed = (error: unknown) => showFailed(problemText(error, messages));
  const save = useWrite<string, PlanVersion>({
    path: `/plan-versions/${plan.version_id}`,
    method: 'PATCH',
    body: (next) => ({ text: next, valid_from: plan.valid_from }),
    version: () => plan.version,
    refreshes,
  });
  const submit = useWrite<void>({
    path: `/plan-versions/${plan.version_id}/submission`,
    body: () => undefined,
    version: () => plan.version,
    refreshes,
  });
  const decide = useWrite<'approved' | 'rejected'>({
    path: `/plan-versions/${plan.version_id}/decision`,
    body: (decision) => ({ decision, digest: plan.digest }),
    refreshes,
  });
  const isChanged = text !== plan.text;
  const isSound = check.data?.is_sound === true && typed === text;
  return (
    <Page
      title={plan.name}
      trail={[{ label: t('frame.pay.plans'), path: '/operations/plans' }]}
      mark={<Tag>{`${plan.number} · ${t(`pay.version_states.${plan.state}`)}`}</Tag>}
      sentence={t('pay.studio_about')}
      actions={
        <>
          {may('plan_write') && isChanged && (
            <Button
              loading={save.isPending}
              onClick={() =>
                save.mutate(text, {
                  onSuccess: (saved) => {
                    showDone(t('pay.saved'));
                    void navigate({ to: planPath(saved.version_id) as never });
                  },
                  onError: failed,
                })
              }
            >
              {t('shared.save')}
            </Button>
          )}
          {may('plan_write') && !isChanged && plan.state === 'draft' && (
            <Button
              disabled={!isSound}
              loading={submit.isPending}
              onClick={() => submit.mutate(undefined, { onError: failed })}
            >
              {t('pay.submit')}
            </Button>
          )}
          {may('plan_approve') && plan.state === 'submitted' && (
            <>
              <Button
                loading={decide.isPending}
                onClick={() => decide.mutate('approved', { onError: failed })}
              >
                {t('pay.approve')}
              </Button>
              <Button variant="default" onClick={() => decide.mutate('rejected', { onError: failed })}>
                {t('pay.reject')}
              </Button>
            </>
          )}
        </>
      }
    >
      <RecordLayout side={<Findings check={check.data} onFormat={may('plan_write') ? setText : undefined} />}>
        <Section title={t('pay.text')}>
          <Textarea
            aria-label={t('pay.text')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            readOnly={!may('plan_write')}
            autosize
            minRows={18}
            maxRows={48}
            dir="ltr"
            spellCheck={false}
            styles={{ input: { fontFamily: 'ui-monospace, monospace', fontSize: 13, lineHeight: 1.55 } }}
          />
        </Section>
      </RecordLayout>
    </Page>
  );
}

function Findings(props: { check: PlanCheck | undefined; onFormat?: (text: string) => void }) {
  const { t } = useMessages();
  const { check } = props;
  if (!check) return null;
  const { formatted } = check;
  return (
    <>
      <Card
        title={t(check.is_sound ? 'pay.sound' : 'pay.not_sound')}
        actions={
          props.onFormat &&
          formatted && (
            <Button size="compact-xs" variant="default" onClick={() => props.onFormat?.(formatted)}>
              {t('pay.format')}
            </Button>
          )
        }
      >
        <ul aria-live="polite" style={{ margin: 0, paddingInlineStart: 18 }}>
          {check.findings.map((each) => (
            <li key={`${each.line}-${each.column}-${each.text}`}>
              <Tag tone={each.severity === 'error' ? 'bad' : 'warn'}>
                {t('pay.place', { line: each.line, column: each.column })}
              </Tag>{' '}
              {each.text}
              {each.proposal && ` ${t('pay.proposal', { text: each.proposal })}`}
            </li>
          ))}
        </ul>
      </Card>
      {check.examples.length > 0 && (
        <Card title={t('pay.examples')}>
          <ul style={{ margin: 0, paddingInlineStart: 18 }}>
            {check.examples.map((each) => (
              <li key={each.name}>
                <Tag tone={each.holds ? 'good' : 'bad'}>
                  {t(each.holds ? 'pay.example_holds' : 'pay.example_fails')}
                </Tag>{' '}
                {each.name}:{' '}
                <bdi dir="ltr">{each.holds ? each.found : `${each.found} ≠ ${each.expected}`}</bdi>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}
