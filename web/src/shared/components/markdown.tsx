import ReactMarkdown, { type Components } from 'react-markdown';
import classes from './markdown.module.css';

const allowed = [
  'h1',
  'h2',
  'h3',
  'h4',
  'p',
  'ul',
  'ol',
  'li',
  'strong',
  'em',
  'code',
  'pre',
  'blockquote',
  'a',
  'hr',
  'br',
];

const components: Components = {
  // A heading of the text is never a heading of the page.
  h1: ({ children }) => <h3>{children}</h3>,
  h2: ({ children }) => <h3>{children}</h3>,
  h3: ({ children }) => <h4>{children}</h4>,
  h4: ({ children }) => <h4>{children}</h4>,
  a: ({ children, href }) => (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  ),
};

/**
 * Text with headings, lists, emphasis and links. HTML in it is shown as text; addresses are http, https and
 * mailto.
 */
export default function Markdown(props: { text: string }) {
  return (
    <div className={classes.text} dir="auto">
      <ReactMarkdown allowedElements={allowed} unwrapDisallowed components={components}>
        {props.text}
      </ReactMarkdown>
    </div>
  );
}
