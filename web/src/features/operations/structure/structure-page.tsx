import { Button, Tabs } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useMay } from '../../../shared/api/session';
import { Page } from '../../../shared/components/page';
import { useHotkey } from '../../../shared/hooks/use-hotkey';
import { useAddress } from '../../../shared/hooks/use-view';
import { useMessages } from '../../../shared/i18n/messages';
import { ChartTab } from './chart-tab';
import { DutiesTab } from './duties-tab';
import { HireForm } from './hire-form';
import { PeopleTab, PositionsTab, TeamsTab } from './list-tabs';
import classes from './structure.module.css';

const tabs = ['chart', 'people', 'positions', 'teams', 'duties'] as const;
type Tab = (typeof tabs)[number];

/** Who does what and reports to whom, as of the chosen day. */
export default function StructurePage() {
  const { t, formats } = useMessages();
  const mayWrite = useMay()('structure_write');
  const [address, change] = useAddress();
  const tab = tabs.find((each) => each === address.tab) ?? 'chart';
  const create = () => change({ tab: 'people', new: '1' });
  useHotkey('c', mayWrite ? create : undefined);
  const choose = (next: string | null) =>
    change({
      tab: next === 'chart' ? undefined : (next ?? undefined),
      q: undefined,
      sort: undefined,
      group: undefined,
    });
  return (
    <Page
      title={t('structure.title')}
      sentence={
        address.as_of
          ? t('structure.about_day', { date: formats.date(address.as_of, 'long') })
          : t('structure.about')
      }
      actions={
        mayWrite && (
          <Button leftSection={<Plus size={16} aria-hidden />} onClick={create}>
            {t('structure.new')}
          </Button>
        )
      }
      list
    >
      <Tabs value={tab} onChange={choose} keepMounted={false} className={classes.tabs}>
        <Tabs.List className={classes.tabList}>
          {tabs.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`structure.tabs.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab} className={classes.panel}>
          <Shown tab={tab} />
        </Tabs.Panel>
      </Tabs>
      {mayWrite && <HireForm opened={address.new === '1'} onClose={() => change({ new: undefined })} />}
    </Page>
  );
}

function Shown({ tab }: { tab: Tab }) {
  switch (tab) {
    case 'people':
      return <PeopleTab />;
    case 'positions':
      return <PositionsTab />;
    case 'teams':
      return <TeamsTab />;
    case 'duties':
      return <DutiesTab />;
    default:
      return <ChartTab />;
  }
}
