import { Button } from '@mantine/core';
import { ScrollText, ShieldAlert, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { request } from '../../../shared/api/request';
import { type Column, DataTable } from '../../../shared/components/data-table/data-table';
import { EmptyState } from '../../../shared/components/empty-state';
import { Facts, Page } from '../../../shared/components/page';
import { problemText } from '../../../shared/components/problem';
import { SidePanel } from '../../../shared/components/side-panel';
import { Tag } from '../../../shared/components/tag';
import { showFailed } from '../../../shared/components/undo-toast';
import { type Messages, useMessages } from '../../../shared/i18n/messages';
import { type AuditEntry, type AuditVerification, changedFields } from './audit';
import classes from './audit.module.css';
import { operations, subjects } from './operations';

/** Who changed what, when and why; and whether the log itself is whole. */
export default function AuditPage() {
  const messages = useMessages();
  const { t } = messages;
  const [shown, setShown] = useState<AuditEntry | null>(null);
  return (
    <Page title={t('audit.title')} sentence={t('audit.about')} actions={<Verify />} list>
      <DataTable<AuditEntry>
        id="audit"
        label={t('audit.title')}
        columns={columnsOf(messages)}
        path="/audit"
        rowId={(row) => row.entry_id}
        onOpen={setShown}
        fill
        empty={<EmptyState icon={ScrollText} title={t('audit.empty')} text={t('audit.about')} />}
      />
      <SidePanel
        opened={shown !== null}
        onClose={() => setShown(null)}
        title={shown && operationText(shown.operation, messages)}
        size={640}
      >
        {shown && <Entry entry={shown} />}
      </SidePanel>
    </Page>
  );
}

/** What was done, as a sentence; an operation of another version of the program by its name. */
const operationText = (operation: string, { lookup }: Messages) =>
  lookup(`audit.operations.${operation}`, {}, operation);

/** What it was done to: "Order 4711"; nothing where an entry says only that something was done. */
function subjectText(entry: AuditEntry, { t, lookup, formats }: Messages): string {
  if (entry.subject_kind === 'change') return '';
  const kind = lookup(`audit.subjects.${entry.subject_kind}`, {}, entry.subject_kind);
  return t('audit.numbered', { kind, number: formats.count(entry.subject_id) });
}

function columnsOf(messages: Messages): Column<AuditEntry>[] {
  const { t, language } = messages;
  const sorted = (choices: { value: string; label: string }[]) =>
    choices.sort((a, b) => a.label.localeCompare(b.label, language.locale));
  return [
    {
      key: 'operation',
      header: t('audit.operation'),
      value: (row) => operationText(row.operation, messages),
      choices: sorted(operations.map((each) => ({ value: each, label: t(`audit.operations.${each}`) }))),
      phone: true,
    },
    {
      key: 'subject_kind',
      header: t('audit.subject'),
      value: (row) => subjectText(row, messages),
      choices: sorted(subjects.map((each) => ({ value: each, label: t(`audit.subjects.${each}`) }))),
    },
    { key: 'user', header: t('audit.who'), value: (row) => row.user_name ?? t('audit.program') },
    { key: 'at', header: t('audit.at'), kind: 'time', value: (row) => row.at, phone: true },
    { key: 'reason', header: t('goals.reason'), value: (row) => row.reason, width: 320 },
  ];
}

function Verify() {
  const messages = useMessages();
  const { t } = messages;
  const [result, setResult] = useState<AuditVerification | null>(null);
  const [busy, setBusy] = useState(false);
  const check = async () => {
    setBusy(true);
    try {
      setResult(await request<AuditVerification>('GET', '/audit/verification'));
    } catch (error) {
      showFailed(problemText(error, messages));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {result && (
        <Tag icon={result.sound ? ShieldCheck : ShieldAlert} tone={result.sound ? 'good' : 'bad'}>
          {result.sound
            ? t('audit.sound', { count: result.entries })
            : t('audit.unsound', { count: result.findings.length })}
        </Tag>
      )}
      <Button variant="default" loading={busy} onClick={() => void check()}>
        {t('audit.verify')}
      </Button>
    </>
  );
}

function Entry({ entry }: { entry: AuditEntry }) {
  const messages = useMessages();
  const { t, formats } = messages;
  const fields = changedFields(entry);
  return (
    <div className={classes.entry}>
      <Facts
        facts={[
          [t('audit.at'), formats.time(entry.at)],
          [t('audit.who'), entry.user_name ?? t('audit.program')],
          [t('audit.subject'), subjectText(entry, messages)],
          [t('goals.reason'), entry.reason],
        ]}
      />
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('audit.field')}</th>
            <th scope="col">{t('audit.before')}</th>
            <th scope="col">{t('audit.after')}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((each) => (
            <tr key={each.name} data-changed={each.before !== each.after || undefined}>
              <th scope="row">{each.name}</th>
              <td>{each.before}</td>
              <td>{each.after}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes.hash}>{entry.hash}</p>
    </div>
  );
}
