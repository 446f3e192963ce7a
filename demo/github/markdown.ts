/** Markdown as GitHub shows it: GFM, raw HTML through GitHub's own allow-list, mentions and numbers as links. */
import type { Element, ElementContent, Root, RootContent } from 'hast';
import { raw } from 'hast-util-raw';
import { defaultSchema, sanitize } from 'hast-util-sanitize';
import { toHtml } from 'hast-util-to-html';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toHast } from 'mdast-util-to-hast';
import { gfm } from 'micromark-extension-gfm';

const ALERTS: Record<string, string> = {
  NOTE: 'Note',
  TIP: 'Tip',
  IMPORTANT: 'Important',
  WARNING: 'Warning',
  CAUTION: 'Caution',
};

/** Safe HTML for a page. `repository` is the address that `#12` links into. */
export function renderMarkdown(text: string, repository: string): string {
  const tree = toHast(
    fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }),
    { allowDangerousHtml: true },
  );
  const safe = sanitize(raw(tree as Root), defaultSchema) as Root;
  decorate(safe, repository);
  return toHtml(safe);
}

type Parent = { children: (RootContent | ElementContent)[] };

/** Adds what GitHub adds after its filter: linked mentions and numbers, alerts, tables that scroll. */
function decorate(parent: Parent, repository: string): void {
  parent.children = parent.children.flatMap((node): (RootContent | ElementContent)[] => {
    if (node.type === 'text') return linked(node.value, repository);
    if (node.type !== 'element') return [node];
    if (!['a', 'code', 'pre'].includes(node.tagName)) decorate(node, repository);
    if (node.tagName === 'blockquote') return [asAlert(node)];
    if (node.tagName === 'table') {
      return [
        element('div', { className: ['table'], role: 'region', tabIndex: 0, ariaLabel: 'Table' }, [
          node,
        ]),
      ];
    }
    return [node];
  });
}

function element(
  tagName: string,
  properties: Element['properties'],
  children: ElementContent[],
): Element {
  return { type: 'element', tagName, properties, children };
}

function linked(text: string, repository: string): ElementContent[] {
  const parts: ElementContent[] = [];
  let from = 0;
  for (const found of text.matchAll(
    /(?<![\w/&])(?:#(\d+)|@([a-z\d](?:[a-z\d-]*[a-z\d])?(?:\/[\w-]+)?))\b/gi,
  )) {
    parts.push({ type: 'text', value: text.slice(from, found.index) });
    const [whole, number] = found;
    const properties =
      number === undefined ? { className: ['mention'] } : { href: `${repository}/pull/${number}` };
    const tag = number === undefined ? 'span' : 'a';
    parts.push(element(tag, properties, [{ type: 'text', value: whole }]));
    from = found.index + whole.length;
  }
  parts.push({ type: 'text', value: text.slice(from) });
  return parts.filter((part) => part.type !== 'text' || part.value !== '');
}

/** `> [!NOTE]` at the head of a quotation makes it an alert. */
function asAlert(quote: Element): Element {
  const paragraph = quote.children.find((child) => child.type === 'element');
  const first = paragraph?.type === 'element' ? paragraph.children[0] : undefined;
  const found = first?.type === 'text' ? /^\[!(\w+)\]\s*/.exec(first.value) : null;
  const title = ALERTS[found?.[1] ?? ''];
  if (found === null || title === undefined || first?.type !== 'text') return quote;
  first.value = first.value.slice(found[0].length);
  const heading = element('p', { className: ['alert-title'] }, [{ type: 'text', value: title }]);
  return element('div', { className: ['alert', `alert-${title.toLowerCase()}`] }, [
    heading,
    ...quote.children,
  ]);
}
