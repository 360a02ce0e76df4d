import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { useMessages } from '../i18n/messages';

/** A panel at the end of the line of reading; the page behind it stays where it was. */
export function SidePanel(props: {
  opened: boolean;
  onClose: () => void;
  title: ReactNode;
  size?: number;
  children: ReactNode;
}) {
  const { t } = useMessages();
  return (
    <Drawer
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      position="right"
      size={props.size ?? 520}
      padding="lg"
      closeButtonProps={{ 'aria-label': t('shared.close') }}
      styles={{ title: { fontWeight: 600 } }}
    >
      {props.children}
    </Drawer>
  );
}
