import { ActionIcon, Button, Menu, Switch, TextInput, Tooltip } from '@mantine/core';
import { Bookmark, Check, Link2, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useAddress } from '../../hooks/use-view';
import { useMessages } from '../../i18n/messages';
import { showDone } from '../undo-toast';
import classes from './data-table.module.css';
import { sameView, switchTo, useSavedViews, viewOf } from './saved-views';

/**
 * Saved ways of looking at this list, one's own and shared ones, and the link that shows another the same.
 */
export function ViewMenu(props: { tableId: string }) {
  const { t } = useMessages();
  const [address, change] = useAddress();
  const [opened, setOpened] = useState(false);
  const { views, save, remove } = useSavedViews(props.tableId, opened);
  const current = viewOf(address);
  const share = async () => {
    await navigator.clipboard?.writeText(window.location.href).catch(() => undefined);
    showDone(t('shared.table.link_copied'));
  };
  return (
    <Menu width={280} closeOnItemClick={false} opened={opened} onChange={setOpened}>
      <Menu.Target>
        <Tooltip label={t('shared.table.views')}>
          <ActionIcon aria-label={t('shared.table.views')} className={classes.wide}>
            <Bookmark size={17} strokeWidth={1.8} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('shared.table.views')}</Menu.Label>
        <Menu.Item
          onClick={() => change(switchTo({}, address))}
          rightSection={Object.keys(current).length === 0 ? <Check size={15} aria-hidden /> : null}
        >
          {t('shared.table.everything')}
        </Menu.Item>
        {views.map((view) => (
          <div key={view.view_id} className={classes.view}>
            <Menu.Item
              onClick={() => change(switchTo(view.content, address))}
              rightSection={sameView(view.content, current) ? <Check size={15} aria-hidden /> : null}
            >
              {view.name}
              {!view.own && <small> · {view.owner_name}</small>}
            </Menu.Item>
            {view.own && (
              <ActionIcon
                size="sm"
                aria-label={t('shared.table.remove_view', { view: view.name })}
                onClick={() => remove(view)}
              >
                <Trash2 size={14} />
              </ActionIcon>
            )}
          </div>
        ))}
        <Menu.Divider />
        <NewView
          onSave={(name, everyone) => save({ name, shared: everyone ? 'everyone' : 'me', content: current })}
        />
        <Menu.Item
          leftSection={<Link2 size={15} aria-hidden />}
          onClick={() => void share()}
          closeMenuOnClick
        >
          {t('shared.table.copy_link')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function NewView(props: { onSave: (name: string, everyone: boolean) => void }) {
  const { t } = useMessages();
  const [name, setName] = useState('');
  const [everyone, setEveryone] = useState(false);
  const keep = (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim()) return;
    props.onSave(name.trim(), everyone);
    setName('');
  };
  return (
    <form className={classes.newView} onSubmit={keep}>
      <TextInput
        size="xs"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => event.stopPropagation()}
        placeholder={t('shared.table.view_name')}
        aria-label={t('shared.table.view_name')}
      />
      <Button type="submit" size="xs" disabled={!name.trim()}>
        {t('shared.save')}
      </Button>
      <Switch
        size="xs"
        label={t('shared.table.for_everyone')}
        checked={everyone}
        onChange={(event) => setEveryone(event.currentTarget.checked)}
      />
    </form>
  );
}
