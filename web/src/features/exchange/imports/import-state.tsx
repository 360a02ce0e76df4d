import { CircleCheck, CircleDashed, CircleX, Loader, type LucideIcon, Undo2 } from 'lucide-react';
import { Tag } from '../../../shared/components/tag';
import { useMessages } from '../../../shared/i18n/messages';
import type { ImportState } from './import';

const looks: Record<ImportState, { icon: LucideIcon; tone: 'plain' | 'good' | 'bad' }> = {
  draft: { icon: CircleDashed, tone: 'plain' },
  checking: { icon: Loader, tone: 'plain' },
  checked: { icon: CircleDashed, tone: 'plain' },
  running: { icon: Loader, tone: 'plain' },
  done: { icon: CircleCheck, tone: 'good' },
  failed: { icon: CircleX, tone: 'bad' },
  undone: { icon: Undo2, tone: 'plain' },
};

export function ImportStateTag({ state }: { state: ImportState }) {
  const { t } = useMessages();
  return (
    <Tag icon={looks[state].icon} tone={looks[state].tone}>
      {t(`imports.states.${state}`)}
    </Tag>
  );
}
