import { SegmentedControl, Select, Skeleton, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { refresh, useApi } from '../../../shared/api/query';
import { request } from '../../../shared/api/request';
import { DraftForm } from '../../../shared/components/form/draft-form';
import { useDraftForm } from '../../../shared/components/form/use-draft-form';
import { Page, PageSkeleton } from '../../../shared/components/page';
import { Problem } from '../../../shared/components/problem';
import { showDone } from '../../../shared/components/undo-toast';
import { useAddress } from '../../../shared/hooks/use-view';
import { useMessages } from '../../../shared/i18n/messages';
import classes from './duties.module.css';
import { type DutyDocument, dutiesPath, dutyPath, dutyReads, subjectText } from './duty';
import { type Position, positionKinds } from './structure';

const Markdown = lazy(() => import('../../../shared/components/markdown'));

type Who = 'everyone' | 'kind' | 'position';
interface Values extends Record<string, unknown> {
  title: string;
  body: string;
  who: Who;
  position_kind: string;
  position_id: string;
}

const noDocument: Values = {
  title: '',
  body: '',
  who: 'kind',
  position_kind: 'salesperson',
  position_id: '',
};

/**
 * Writes a duty document: a new one (for `?position=7`), the next version of one (`?from=3`), or a draft that
 * is there.
 */
export default function DutyEditorPage() {
  const { t } = useMessages();
  const { id } = useParams({ strict: false }) as { id?: string };
  const [address] = useAddress();
  const source = id ?? address.from;
  const answer = useApi<DutyDocument>(source ? `/duty-documents/${source}` : null);
  if (source && answer.isPending) return <PageSkeleton title={t('structure.tabs.duties')} />;
  if (answer.isError) return <Problem page error={answer.error} retry={() => void answer.refetch()} />;
  return <Editor former={answer.data} isDraft={id !== undefined} positionId={address.position} />;
}

function valuesOf(former: DutyDocument | undefined, positionId: string | undefined): Values {
  if (!former) return positionId ? { ...noDocument, who: 'position', position_id: positionId } : noDocument;
  const { title, body, position, position_kind } = former;
  return {
    title,
    body,
    who: position ? 'position' : position_kind ? 'kind' : 'everyone',
    position_kind: position_kind ?? '',
    position_id: position ? String(position.position_id) : '',
  };
}

function subjectOf(values: Values) {
  if (values.who === 'everyone') return { everyone: true };
  if (values.who === 'kind') return { position_kind: values.position_kind };
  return { position_id: Number(values.position_id) };
}

function Editor(props: { former?: DutyDocument; isDraft: boolean; positionId?: string }) {
  const messages = useMessages();
  const { t } = messages;
  const { former, isDraft } = props;
  const client = useQueryClient();
  const navigate = useNavigate();
  const open = (id: number) => void navigate({ to: dutyPath(id) as never, replace: true });
  const draft = useDraftForm<Values>({
    id: former ? `duty-${isDraft ? '' : 'after-'}${former.document_id}` : 'duty-new',
    initial: valuesOf(former, props.positionId),
    validate: (values) => ({
      title: values.title.trim() ? null : t('shared.form.required'),
      body: values.body.trim() ? null : t('shared.form.required'),
      position_id: values.who !== 'position' || values.position_id ? null : t('shared.form.required'),
    }),
    submit: async (values, key) => {
      const { title, body } = values;
      const saved = isDraft
        ? await request<DutyDocument>('PATCH', `/duty-documents/${former?.document_id}`, {
            body: { title, body },
            version: former?.version,
            idempotencyKey: key,
          })
        : await request<DutyDocument>('POST', '/duty-documents', {
            body: { title, body, ...subjectOf(values) },
            idempotencyKey: key,
          });
      await refresh(client, dutyReads);
      showDone(t('duties.saved'));
      open(saved.document_id);
    },
  });
  const { form } = draft;
  return (
    <Page
      title={former ? t(isDraft ? 'duties.edit' : 'duties.next') : t('duties.new')}
      trail={[
        { label: t('structure.title'), path: '/operations/structure' },
        { label: t('structure.tabs.duties'), path: dutiesPath },
        ...(former ? [{ label: former.title, path: dutyPath(former.document_id) }] : []),
      ]}
      sentence={former && subjectText(former, messages)}
    >
      <DraftForm
        draft={draft}
        submitLabel={t('duties.save')}
        onCancel={() => (former ? open(former.document_id) : history.back())}
        wide
      >
        {!former && <Subject form={form} />}
        <TextInput label={t('duties.heading')} maxLength={200} {...form.getInputProps('title')} />
        <div className={classes.editor}>
          <Textarea
            label={t('duties.text')}
            description={t('duties.text_hint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            autosize
            minRows={14}
            dir="auto"
            {...form.getInputProps('body')}
          />
          <Preview text={form.values.body} />
        </div>
      </DraftForm>
    </Page>
  );
}

function Preview({ text }: { text: string }) {
  const { t } = useMessages();
  return (
    <section aria-label={t('duties.preview')}>
      <p className={classes.label}>{t('duties.preview')}</p>
      <div className={classes.preview}>
        {text.trim() ? (
          <Suspense fallback={<Skeleton height={160} />}>
            <Markdown text={text} />
          </Suspense>
        ) : (
          <span className={classes.muted}>{t('duties.preview_empty')}</span>
        )}
      </div>
    </section>
  );
}

/** Whom a new document is for. */
function Subject({ form }: { form: ReturnType<typeof useDraftForm<Values>>['form'] }) {
  const { t } = useMessages();
  const { who } = form.values;
  const positions = useApi<{ items: Position[] }>(who === 'position' ? '/positions' : null, { limit: 200 });
  return (
    <>
      <div>
        <p className={classes.label} id="duty-who">
          {t('duties.who')}
        </p>
        <SegmentedControl
          aria-labelledby="duty-who"
          data={[
            { value: 'kind', label: t('duties.who_kind') },
            { value: 'position', label: t('duties.who_position') },
            { value: 'everyone', label: t('duties.everyone') },
          ]}
          value={who}
          onChange={(value) => form.setFieldValue('who', value as Who)}
        />
        <p className={classes.about}>{t(`duties.who_${who}_about`)}</p>
      </div>
      {who === 'kind' && (
        <Select
          label={t('duties.who_kind')}
          data={positionKinds.map((each) => ({ value: each, label: t(`structure.kinds.${each}`) }))}
          allowDeselect={false}
          maw={420}
          {...form.getInputProps('position_kind')}
        />
      )}
      {who === 'position' && (
        <Select
          label={t('duties.who_position')}
          data={(positions.data?.items ?? []).map((each) => ({
            value: String(each.position_id),
            label: [each.title, each.holder?.name ?? t('duties.vacant')].join(' · '),
          }))}
          searchable
          maw={420}
          {...form.getInputProps('position_id')}
          onChange={(value) => form.setFieldValue('position_id', value ?? '')}
        />
      )}
    </>
  );
}
