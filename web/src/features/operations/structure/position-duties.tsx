import { useApi } from '../../../shared/api/query';
import { AppLink } from '../../../shared/components/app-link';
import { EmptyState } from '../../../shared/components/empty-state';
import { useMessages } from '../../../shared/i18n/messages';
import classes from './duties.module.css';
import { type DutyEntry, type DutyHolder, dutyPath, subjectText } from './duty';
import { AcknowledgedTag, DutyStateTag } from './duty-marks';

/** What counts for a position: its own document or its kind's, and everyone's. */
export function PositionDuties({ positionId }: { positionId: number }) {
  const messages = useMessages();
  const { t } = messages;
  const answer = useApi<{ items: DutyEntry[] }>('/duty-documents', { position: positionId, limit: 100 });
  if (!answer.data) return null;
  if (answer.data.items.length === 0) return <EmptyState small title={t('duties.no_documents')} />;
  return (
    <ul className={classes.documents}>
      {answer.data.items.map((each) => (
        <li key={each.document_id}>
          <span className={classes.document}>
            <AppLink to={dutyPath(each.document_id)}>{each.title}</AppLink>
            <span className={classes.muted}>{subjectText(each, messages)}</span>
          </span>
          <DutyStateTag state={each.state} />
        </li>
      ))}
    </ul>
  );
}

/** What somebody is to have read, and whether they have; for those who follow them. */
export function PersonDuties({ personId }: { personId: number }) {
  const { t } = useMessages();
  const answer = useApi<{ items: DutyHolder[] }>('/duty-holders', { person: personId, limit: 100 });
  if (!answer.data) return null;
  if (answer.data.items.length === 0) return <EmptyState small title={t('duties.no_documents')} />;
  return (
    <ul className={classes.documents}>
      {answer.data.items.map((each) => (
        <li key={each.document_id}>
          <AppLink to={dutyPath(each.document_id)}>{each.document}</AppLink>
          <AcknowledgedTag holder={each} />
        </li>
      ))}
    </ul>
  );
}
