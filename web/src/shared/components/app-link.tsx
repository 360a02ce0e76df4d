import { Link, type LinkProps } from '@tanstack/react-router';
import type { ComponentPropsWithRef, ReactNode } from 'react';

interface AppLinkProps extends Omit<ComponentPropsWithRef<'a'>, 'href'> {
  /** A path with its query: "/process/orders/12?tab=lines". The chosen period and day travel along. */
  to: string;
  children?: ReactNode;
  activeOptions?: LinkProps['activeOptions'];
}

/** A link within Colonnade. Paths may come from the server, so they are plain text here. */
export function AppLink({ to, children, ...rest }: AppLinkProps) {
  const [path, query] = to.split('?', 2);
  const search = query ? (Object.fromEntries(new URLSearchParams(query)) as never) : undefined;
  return (
    <Link {...rest} to={path as never} search={search}>
      {children}
    </Link>
  );
}
