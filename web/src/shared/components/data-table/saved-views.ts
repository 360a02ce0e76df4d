import { useApi, useWrite } from '../../api/query';

/** A way of looking at a list, under a name: the part of the address bar that belongs to the list. */
export interface SavedView {
  view_id: number;
  name: string;
  shared: 'me' | 'team' | 'everyone';
  content: Record<string, string>;
  own: boolean;
  owner_name: string;
  version: number;
}

const none: readonly SavedView[] = [];
const belongs = (name: string) => ['q', 'sort', 'group', 'cols'].includes(name) || name.startsWith('f.');

/** The list's own parameters of an address. */
export function viewOf(address: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(address).filter(
      (entry): entry is [string, string] => belongs(entry[0]) && Boolean(entry[1]),
    ),
  );
}

/** From one view to another: sets the new one's parameters and clears the rest of the old one's. */
export function switchTo(view: Record<string, string>, address: Record<string, string | undefined>) {
  const cleared = Object.fromEntries(Object.keys(viewOf(address)).map((name) => [name, undefined]));
  return { ...cleared, ...view };
}

export const sameView = (a: Record<string, string>, b: Record<string, string>) =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());

/** A list's saved views: one's own, and those that others share. Read when the menu is first opened. */
export function useSavedViews(page: string, wanted: boolean) {
  const answer = useApi<SavedView[]>(wanted ? '/views' : null, { page });
  const save = useWrite<Pick<SavedView, 'name' | 'shared' | 'content'>>({
    path: '/views',
    body: (view) => ({ page, ...view }),
    refreshes: ['/views'],
  });
  const remove = useWrite<SavedView>({
    path: (view) => `/views/${view.view_id}`,
    method: 'DELETE',
    body: () => undefined,
    refreshes: ['/views'],
  });
  return { views: answer.data ?? none, save: save.mutate, remove: remove.mutate };
}
