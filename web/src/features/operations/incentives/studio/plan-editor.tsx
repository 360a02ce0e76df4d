import {
  autocompletion,
  type Completion,
  type CompletionContext,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { Annotation, Compartment, EditorState, RangeSetBuilder } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';
import { getNonce } from 'get-nonce';
import { useEffect, useRef } from 'react';
import classes from './plan-editor.module.css';
import { blockWords, type Colour, coloursOf, statementWords } from './plan-words';

export interface Mark {
  /** Offsets into the text. */
  from: number;
  to: number;
  severity: 'error' | 'warning';
  text: string;
  /** What to put there instead, with the words for doing it. */
  proposal?: { text: string; label: string };
}

export interface EditorProps {
  value: string;
  onChange: (text: string) => void;
  readOnly: boolean;
  label: string;
  marks: readonly Mark[];
  /** Names that the plan or the facts offer. */
  names: readonly { name: string; about: string }[];
  /** Where to go: each new object moves the cursor there. */
  goTo?: { offset: number } | null;
}

const colours = Object.fromEntries(
  (['block', 'word', 'text', 'number', 'comment', 'attribute'] satisfies Colour[]).map((colour) => [
    colour,
    Decoration.mark({ class: classes[colour] }),
  ]),
) as Record<Colour, Decoration>;

function coloured(view: EditorView): DecorationSet {
  const made = new RangeSetBuilder<Decoration>();
  for (const { from, to } of view.visibleRanges)
    for (let at = from; at <= to; ) {
      const line = view.state.doc.lineAt(at);
      for (const each of coloursOf(line.text))
        made.add(line.from + each.from, line.from + each.to, colours[each.colour]);
      at = line.to + 1;
    }
  return made.finish();
}

const colouring = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = coloured(view);
    }
    update(update: ViewUpdate) {
      if (update.docChanged || update.viewportChanged) this.decorations = coloured(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

const words: Completion[] = [
  ...blockWords.map((label) => ({ label, type: 'keyword', boost: 1 })),
  ...statementWords.map((label) => ({ label, type: 'keyword' })),
  ...[
    'amount of order lines credited as owner or split',
    'margin of order lines',
    'units of order lines',
    'count of orders',
    'count of distinct customers',
    'kpi ""',
  ].map((label) => ({ label, type: 'type' })),
];

/** A change from outside: not told back. */
const fromOutside = Annotation.define<boolean>();

const readOnlyOf = (readOnly: boolean) => [
  EditorState.readOnly.of(readOnly),
  EditorView.editable.of(!readOnly),
];

/** The text of a plan: coloured, with what is wrong underlined, and names completed while one types. */
export default function PlanEditor(props: EditorProps) {
  const element = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const access = useRef(new Compartment());
  const now = useRef(props);
  now.current = props;
  useEffect(() => {
    if (!element.current) return;
    const complete = (context: CompletionContext) => {
      const word = context.matchBefore(/[\w.]+/);
      if (!word && !context.explicit) return null;
      const names = now.current.names.map(({ name, about }) => ({
        label: name,
        detail: about,
        type: 'variable',
        boost: 2,
      }));
      return { from: word ? word.from : context.pos, options: [...names, ...words], validFor: /^[\w.]*$/ };
    };
    const nonce = getNonce();
    const made = new EditorView({
      parent: element.current,
      state: EditorState.create({
        doc: now.current.value,
        extensions: [
          nonce ? EditorView.cspNonce.of(nonce) : [],
          lineNumbers(),
          history(),
          drawSelection(),
          highlightActiveLine(),
          lintGutter(),
          colouring,
          autocompletion({ override: [complete], icons: false }),
          keymap.of([...completionKeymap, ...historyKeymap, ...lintKeymap, ...defaultKeymap]),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({
            'aria-label': now.current.label,
            dir: 'ltr',
            spellcheck: 'false',
            tabindex: '0',
          }),
          access.current.of(readOnlyOf(now.current.readOnly)),
          EditorView.updateListener.of((update) => {
            const isOurs = update.transactions.some((each) => each.annotation(fromOutside));
            if (update.docChanged && !isOurs) now.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = made;
    return () => made.destroy();
  }, []);

  const { value, marks, readOnly, goTo } = props;
  useEffect(() => {
    const made = view.current;
    if (!made || made.state.doc.toString() === value) return;
    made.dispatch({
      changes: changeBetween(made.state.doc.toString(), value),
      annotations: fromOutside.of(true),
    });
  }, [value]);
  useEffect(() => {
    view.current?.dispatch({ effects: access.current.reconfigure(readOnlyOf(readOnly)) });
  }, [readOnly]);
  useEffect(() => {
    const made = view.current;
    if (!made) return;
    const end = made.state.doc.length;
    const diagnostics = marks
      .filter((each) => each.from <= end)
      .map<Diagnostic>((each) => ({
        from: each.from,
        to: Math.min(each.to, end),
        severity: each.severity,
        message: each.text,
        actions: each.proposal
          ? [
              {
                name: each.proposal.label,
                apply: (target, from, to) =>
                  target.dispatch({ changes: { from, to, insert: each.proposal?.text ?? '' } }),
              },
            ]
          : undefined,
      }));
    made.dispatch(setDiagnostics(made.state, diagnostics));
  }, [marks]);
  useEffect(() => {
    const made = view.current;
    if (!made || !goTo) return;
    const at = Math.min(goTo.offset, made.state.doc.length);
    made.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
    made.focus();
  }, [goTo]);
  return <div ref={element} className={classes.editor} dir="ltr" data-testid="plan-text" />;
}

/** The least change from one text to another, so that the cursor and what is folded stay where they are. */
function changeBetween(before: string, after: string) {
  let from = 0;
  const least = Math.min(before.length, after.length);
  while (from < least && before[from] === after[from]) from += 1;
  let end = 0;
  while (end < least - from && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return { from, to: before.length - end, insert: after.slice(from, after.length - end) };
}
