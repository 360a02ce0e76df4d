import { useMay } from '../../../shared/api/session';
import { AppLink } from '../../../shared/components/app-link';
import { useMessages } from '../../../shared/i18n/messages';
import { adjustmentsPath, disputesPath, valuesPath } from './close-desk';
import classes from './close-desk.module.css';

const tabs = [
  ['periods', '/operations/pay-periods'],
  ['adjustments', adjustmentsPath],
  ['disputes', disputesPath],
  ['values', valuesPath],
] as const;

/** From one list of the close desk to the next; for those who work at it. */
export function CloseDeskTabs() {
  const { t } = useMessages();
  const may = useMay();
  if (!may('pay_run') && !may('pay_approve')) return null;
  return (
    <nav className={classes.tabs} aria-label={t('frame.pay.close')}>
      {tabs.map(([name, path]) => (
        <AppLink key={name} to={path} activeOptions={{ exact: true, includeSearch: false }}>
          {t(`close_desk.tabs.${name}`)}
        </AppLink>
      ))}
    </nav>
  );
}
