import {
  createContext,
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useContext,
  useMemo,
  useState,
} from 'react';

const ExplainPanel = lazy(() => import('./explain-panel'));

/** One step of the road from a figure to its source. */
export interface ExplainStep {
  path: string;
  label: string;
}

interface Explainer {
  /** Opens the panel on a figure; `path` is the figure's `explain`. */
  open: (path: string, label: string) => void;
}

const Context = createContext<Explainer>({ open: () => {} });

export const useExplain = () => useContext(Context);

/** Holds the one side panel in which every computed figure of every page is explained. */
export function ExplainProvider(props: { children: ReactNode }) {
  const [steps, setSteps] = useState<readonly ExplainStep[]>([]);
  const [used, setUsed] = useState(false);
  const open = useCallback((path: string, label: string) => {
    setUsed(true);
    setSteps([{ path, label }]);
  }, []);
  const value = useMemo(() => ({ open }), [open]);
  return (
    <Context.Provider value={value}>
      {props.children}
      {used && (
        <Suspense>
          <ExplainPanel
            steps={steps}
            onDeeper={(step) => setSteps((former) => [...former, step])}
            onBack={(count) => setSteps((former) => former.slice(0, count))}
            onClose={() => setSteps([])}
          />
        </Suspense>
      )}
    </Context.Provider>
  );
}
