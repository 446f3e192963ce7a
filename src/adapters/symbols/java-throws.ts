/** What Java says about exceptions that must be caught or declared. See JLS 11.2. */
import type { Node } from 'web-tree-sitter';
import type { Visit } from './collect.ts';
import { childOf, field, namedChildren, nameOfType, typeName } from './nodes.ts';

/** Functions of the language that let what they are given throw nothing that must be declared. */
const QUIET_TAKER =
  /^(forEach\w*|map\w*|flatMap|filter|peek|reduce|anyMatch|allMatch|noneMatch|removeIf|replaceAll|compute\w*|ifPresent\w*|orElseGet|thenApply|thenAccept|thenRun|thenCompose|whenComplete|supplyAsync|runAsync|execute)$/;
const QUIET_TYPE =
  /^(Runnable|Comparator|(Bi|Int|Long|Double|Boolean)?(Supplier|Consumer|Function|Predicate)|(Unary|Binary)Operator)$/;

/** Whether what is thrown in a lambda must be caught there; who else takes one may let it throw. */
export function mustCatch({ parent }: Node): boolean {
  const around = parent?.parent;
  return parent?.type === 'argument_list'
    ? QUIET_TAKER.test(field(around, 'name')?.text ?? '')
    : parent?.type === 'variable_declarator' &&
        QUIET_TYPE.test(typeName(field(around, 'type')) ?? '');
}

/** What may throw something that must be declared. */
const THROWING = [
  'method_invocation',
  'object_creation_expression',
  'explicit_constructor_invocation',
  'throw_statement',
  'resource',
];

/** Who catches anything there is believed to catch what comes. */
export const trying: Visit = (node, scope, facts) => {
  const all = node.type === 'try_statement' ? field(node, 'body')?.descendantsOfType(THROWING) : [];
  const [only = null, ...more] = all ?? [];
  if (only && more.length === 0 && /^(method|object)/.test(only.type)) {
    const catches = namedChildren(node).flatMap((one) =>
      one.type === 'catch_clause'
        ? namedChildren(childOf(childOf(one, 'catch_formal_parameter'), 'catch_type'))
        : [],
    );
    const name = field(only, 'name') ?? nameOfType(field(only, 'type'));
    facts.note(name, { catches: catches.flatMap((one) => typeName(one) ?? []) });
  }
  return { ...scope, caught: true };
};
