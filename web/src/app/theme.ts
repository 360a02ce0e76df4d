import {
  ActionIcon,
  Button,
  type CSSVariablesResolver,
  createTheme,
  Drawer,
  Menu,
  Modal,
  Popover,
  Tooltip,
} from '@mantine/core';

const quick = { duration: 120, timingFunction: 'ease-out' } as const;

/** Mantine in the colours and sizes of the house; everything else is in theme.css. */
export const theme = createTheme({
  fontFamily: "'Inter Variable', 'Vazirmatn Variable', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, monospace',
  headings: { fontWeight: '620' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  defaultRadius: 'md',
  respectReducedMotion: true,
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 6 },
  colors: {
    accent: [
      '#f0f0fe',
      '#e0e1fb',
      '#c0c2f6',
      '#9ea1f0',
      '#8184eb',
      '#6669e4',
      '#4c4fd6',
      '#4345c4',
      '#393ba8',
      '#2e308a',
    ],
    gray: [
      '#f7f7f8',
      '#f0f0f3',
      '#e5e6ea',
      '#d4d6dc',
      '#b6b9c2',
      '#8c919c',
      '#5a5f6b',
      '#43474f',
      '#2b2e35',
      '#16181d',
    ],
    dark: [
      '#eceef2',
      '#c3c7d0',
      '#9da2ae',
      '#6b707c',
      '#33363f',
      '#26282f',
      '#1b1d22',
      '#141519',
      '#0f1013',
      '#0a0b0d',
    ],
  },
  components: {
    Button: Button.extend({ defaultProps: { size: 'sm' }, styles: { root: { fontWeight: 550 } } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 'lg' } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 350, transitionProps: quick, withArrow: false } }),
    Menu: Menu.extend({ defaultProps: { transitionProps: quick, shadow: 'md', position: 'bottom-end' } }),
    Popover: Popover.extend({ defaultProps: { transitionProps: quick, shadow: 'md' } }),
    Drawer: Drawer.extend({
      defaultProps: { transitionProps: quick, overlayProps: { backgroundOpacity: 0.35 } },
    }),
    Modal: Modal.extend({
      defaultProps: { transitionProps: quick, centered: true, overlayProps: { backgroundOpacity: 0.35 } },
    }),
  },
});

/** Mantine's own surfaces follow the house's. */
export const resolveVariables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--muted)',
    '--mantine-color-default': 'var(--raised)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-border': 'var(--border)',
    '--mantine-color-anchor': 'var(--accent-text)',
    '--mantine-color-error': 'var(--bad)',
    '--mantine-color-placeholder': 'var(--muted)',
  };
  return { variables: {}, light: shared, dark: shared };
};
