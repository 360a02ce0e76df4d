/** The mark: four pillars under one beam. */
export function Logo(props: { size?: number }) {
  const size = props.size ?? 24;
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="7" fill="#4c4fd6" />
      <g fill="#fff">
        <rect x="6" y="7" width="20" height="3" rx="1" />
        <rect x="7" y="12" width="3" height="10" rx="1" />
        <rect x="12" y="12" width="3" height="10" rx="1" />
        <rect x="17" y="12" width="3" height="10" rx="1" />
        <rect x="22" y="12" width="3" height="10" rx="1" />
        <rect x="5" y="24" width="22" height="2.5" rx="1" />
      </g>
    </svg>
  );
}
