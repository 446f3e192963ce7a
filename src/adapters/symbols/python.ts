/** What Python says about symbols. */
import type { Node } from 'web-tree-sitter';
import type { Parameters } from '../../symbols.ts';
import {
  type Collector,
  type Grammar,
  inContainer,
  inFunction,
  isComment,
  lineOf,
  namedChildren,
  plain,
  type Scope,
  typeName,
  type Visit,
} from './collect.ts';

const field = (node: Node | null, name: string) => node?.childForFieldName(name) ?? null;

const decorators = (node: Node): string =>
  node.parent?.type === 'decorated_definition'
    ? namedChildren(node.parent)
        .filter(({ type }) => type === 'decorator')
        .map(({ text }) => text)
        .join(' ')
    : '';

interface Read {
  parameters: Parameters;
  types: string;
}

function parametersOf(list: Node | null, skipFirst: boolean): Read {
  let least = 0;
  let positional = 0;
  let most: number | null = 0;
  let keywordOnly = false;
  const names: string[] = [];
  const types: string[] = [];
  const given = namedChildren(list).filter((child) => !isComment(child));
  for (const [at, one] of given.entries()) {
    if (at === 0 && skipFirst) continue;
    if (one.type === 'keyword_separator' || one.text === '*') {
      keywordOnly = true;
      continue;
    }
    if (one.type === 'positional_separator' || one.text === '/') continue;
    const bare =
      field(one, 'name') ?? (one.type === 'identifier' ? one : (namedChildren(one)[0] ?? one));
    if (/^\*\*/.test(one.text)) {
      names.push('**');
      continue;
    }
    if (/^\*/.test(one.text)) {
      most = null;
      keywordOnly = true;
      continue;
    }
    names.push(bare.text);
    types.push(plain(field(one, 'type')?.text));
    const optional = field(one, 'value') !== null;
    if (!optional) least += 1;
    if (!keywordOnly) positional += 1;
  }
  // By name or by place: all of them may be given.
  const all = names.filter((name) => name !== '**').length;
  most = most === null || names.includes('**') ? null : Math.max(positional, all);
  return { parameters: { least, most, names }, types: types.join(',') };
}

function bindParameters(list: Node | null, scope: Scope, facts: Collector): void {
  for (const one of namedChildren(list)) {
    const name = field(one, 'name') ?? (one.type === 'identifier' ? one : namedChildren(one)[0]);
    if (name?.type === 'identifier') facts.bind(name, scope, typeName(field(one, 'type')?.text));
    else if (name) bindTargets(name, scope, facts, null);
  }
}

const fn: Visit = (node, scope, facts) => {
  const name = field(node, 'name');
  const list = field(node, 'parameters');
  const marks = decorators(node);
  const member = scope.self !== null && scope.within === '';
  const isStatic = /@staticmethod\b/.test(marks);
  const { parameters, types } = parametersOf(list, member && !isStatic);
  if (scope.within === '' && name) {
    facts.define({
      node,
      name,
      kind: member ? (name.text === '__init__' ? 'constructor' : 'method') : 'function',
      scope,
      parameters: /@property\b|@\w+\.setter\b|\bcached_property\b/.test(marks) ? null : parameters,
      signature: `(${parameters.names.join(',')})(${types})->${plain(field(node, 'return_type')?.text)}`,
      onValue: member && !isStatic && !/@classmethod\b/.test(marks),
      exported: !name.text.startsWith('_'),
      required: scope.contract && /abstractmethod\b/.test(marks),
      conditional:
        scope.conditional || /@(\w+\.)*(overload|setter|register|singledispatch)\b/.test(marks),
      overrides: /@(\w+\.)?override\b/.test(marks),
    });
  } else if (name) facts.bind(name, scope);
  const inside = inFunction(scope, name?.text ?? '');
  bindParameters(list, inside, facts);
  return { ...inside, contract: false };
};

const cls: Visit = (node, scope, facts) => {
  const name = field(node, 'name');
  const bases = namedChildren(field(node, 'superclasses')).filter(
    ({ type }) => type !== 'keyword_argument',
  );
  const text = field(node, 'superclasses')?.text ?? '';
  const isEnum = /\b(Enum|IntEnum|StrEnum|Flag|IntFlag)\b/.test(text);
  if (scope.within === '') {
    facts.define({
      node,
      name,
      kind: isEnum ? 'enum' : 'class',
      scope,
      exported: !name?.text.startsWith('_'),
    });
  } else if (name) facts.bind(name, scope);
  for (const base of bases) {
    const of = typeName(base.text);
    if (of !== null && name && of !== 'object') {
      facts.facts.implementations.push({
        type: name.text,
        of,
        line: lineOf(node),
        endLine: node.endPosition.row + 1,
      });
    }
  }
  const contract = /\b(ABC|ABCMeta|Protocol)\b/.test(text);
  const inside = inContainer(scope, name?.text ?? '', { self: name?.text ?? null, contract });
  return isEnum ? { ...inside, exported: true } : inside;
};

function bindTargets(node: Node | null, scope: Scope, facts: Collector, type: string | null): void {
  if (node === null) return;
  if (node.type === 'identifier') {
    facts.bind(node, scope, type);
    return;
  }
  if (
    /^(pattern_list|tuple_pattern|list_pattern|list_splat_pattern|as_pattern_target|tuple|list)$/.test(
      node.type,
    )
  ) {
    for (const child of namedChildren(node)) bindTargets(child, scope, facts, null);
  }
}

const assignment: Visit = (node, scope, facts) => {
  const left = field(node, 'left');
  const right = field(node, 'right');
  const made = right?.type === 'call' ? typeName(field(right, 'function')?.text) : null;
  const type = typeName(field(node, 'type')?.text) ?? (made && /^[A-Z]/.test(made) ? made : null);
  if (scope.within !== '' || left?.type !== 'identifier') {
    bindTargets(left, scope, facts, type);
    return undefined;
  }
  if (scope.self === null) {
    if (left.text !== '_') {
      facts.define({
        node,
        name: left,
        kind: 'constant',
        scope,
        exported: !left.text.startsWith('_'),
        conditional: true,
      });
    } else facts.take(left);
    return undefined;
  }
  const isCase = scope.exported && !left.text.startsWith('_');
  facts.define({
    node,
    name: left,
    kind: isCase ? 'variant' : 'field',
    scope,
    signature: plain(field(node, 'type')?.text),
    onValue: true,
    exported: !left.text.startsWith('_'),
    conditional: true,
  });
  return undefined;
};

function add(
  facts: Collector,
  scope: Scope,
  name: string,
  original: string,
  from: string,
  node: Node,
): void {
  facts.facts.imports.push({
    name,
    original,
    from,
    reexported: true,
    line: lineOf(node),
    container: scope.container,
    conditional: scope.conditional || scope.within !== '',
  });
}

const importing: Visit = (node, scope, facts) => {
  for (const one of namedChildren(node)) {
    const module = (one.type === 'aliased_import' ? field(one, 'name') : one)?.text ?? '';
    const name = field(one, 'alias')?.text ?? module.split('.')[0] ?? '';
    add(facts, scope, name, '*', module, one);
  }
  return 'skip';
};

const importingFrom: Visit = (node, scope, facts) => {
  const source = field(node, 'module_name');
  const from = source?.text ?? '';
  for (const one of namedChildren(node)) {
    if (one.id === source?.id) continue;
    if (one.type === 'wildcard_import') add(facts, scope, '*', '*', from, one);
    else {
      const original = (one.type === 'aliased_import' ? field(one, 'name') : one)?.text ?? '';
      add(facts, scope, field(one, 'alias')?.text ?? original, original, from, one);
    }
  }
  return 'skip';
};

const call: Visit = (node, scope, facts) => {
  const target = field(node, 'function');
  const list = field(node, 'arguments');
  const given =
    list?.type === 'argument_list' ? namedChildren(list).filter((one) => !isComment(one)) : [];
  const spread =
    given.some(({ type }) => /splat/.test(type)) || list?.type === 'generator_expression';
  const keywords = given.flatMap((one) =>
    one.type === 'keyword_argument' ? (field(one, 'name')?.text ?? []) : [],
  );
  const args = spread ? -1 : given.length;
  const object = field(target, 'object');
  if (object?.type === 'call' && object.text.startsWith('super(')) {
    const parent = facts.facts.implementations.find(({ type }) => type === scope.self);
    facts.note(field(target, 'attribute'), {
      how: 'member',
      owner: parent?.of ?? null,
      args,
      keywords,
    });
    return undefined;
  }
  const name = field(target, 'attribute') ?? target;
  if (name) facts.note(name, { args, keywords });
  return undefined;
};

const attribute: Visit = (node, scope, facts) => {
  const object = field(node, 'object');
  const on = object?.type === 'identifier' ? object.text : null;
  const owner =
    on === 'self' || on === 'cls' ? scope.self : on !== null && /^[A-Z]/.test(on) ? on : null;
  // `self.x = …` in a constructor is what defines a field.
  const assigned =
    node.parent?.type === 'assignment' &&
    field(node.parent, 'left')?.id === node.id &&
    on === 'self';
  const name = field(node, 'attribute');
  if (assigned && name && scope.self !== null) {
    const inType: Scope = { ...scope, within: '' };
    facts.define({
      node,
      name,
      kind: 'field',
      scope: inType,
      onValue: true,
      exported: !name.text.startsWith('_'),
      conditional: true,
    });
  } else facts.note(name, { how: 'member', on, owner });
  return undefined;
};

/** `match` with `case Color.RED:`; `assert_never` in its last case asks for exhaustiveness. */
const choice: Visit = (node, _scope, facts) => {
  const cases: string[] = [];
  const types = new Set<string>();
  let open = false;
  let exhaustive = false;
  for (const one of namedChildren(field(node, 'body'))) {
    const pattern = namedChildren(one)[0]?.text ?? '';
    for (const each of pattern.split('|').map((part) => part.trim())) {
      const parts = each.split('.');
      if (parts.length > 1) {
        cases.push(parts.at(-1) ?? '');
        types.add(parts.at(-2) ?? '');
      } else if (/\bassert_never\b|\bNever\b/.test(one.text)) exhaustive = true;
      else open = true;
    }
  }
  const [of] = types;
  facts.facts.choices.push({
    of: types.size === 1 ? (of ?? null) : null,
    cases,
    open,
    exhaustive,
    line: lineOf(node),
    endLine: node.endPosition.row + 1,
  });
  return undefined;
};

const conditional: Visit = (_node, scope) => ({ ...scope, conditional: true });

export const python: Grammar = {
  language: 'python',
  names: new Set(['identifier']),
  nodes: {
    function_definition: fn,
    class_definition: cls,
    assignment,
    augmented_assignment: () => undefined,
    import_statement: importing,
    import_from_statement: importingFrom,
    future_import_statement: () => 'skip',
    call,
    attribute,
    match_statement: choice,
    if_statement: conditional,
    try_statement: conditional,
    keyword_argument: (node, _scope, facts) => {
      facts.take(field(node, 'name'));
      return undefined;
    },
    lambda: (node, scope, facts) => {
      const inside = inFunction(scope, 'lambda');
      bindParameters(field(node, 'parameters'), inside, facts);
      return inside;
    },
    for_statement: (node, scope, facts) => {
      bindTargets(field(node, 'left'), scope, facts, null);
      return undefined;
    },
    for_in_clause: (node, scope, facts) => {
      bindTargets(field(node, 'left'), scope, facts, null);
      return undefined;
    },
    as_pattern: (node, scope, facts) => {
      bindTargets(field(node, 'alias'), scope, facts, null);
      for (const target of namedChildren(field(node, 'alias')))
        bindTargets(target, scope, facts, null);
      return undefined;
    },
    named_expression: (node, scope, facts) => {
      bindTargets(field(node, 'name'), scope, facts, null);
      return undefined;
    },
    global_statement: () => 'skip',
    nonlocal_statement: () => 'skip',
  },
};
