/** Facts about symbols in lines that people can read. */
import type { Definition, SymbolFacts, SymbolReading, Use } from '../src/symbols.ts';

/** Kind, place and name, what it takes and gives, and what is special. */
export function definitionLine(one: Definition): string {
  const { kind, container, name, signature, parameters, line } = one;
  const flags = [
    one.exported ? '' : 'hidden',
    one.required ? 'required' : '',
    one.onValue && kind !== 'field' ? 'on a value' : '',
    one.conditional ? 'conditional' : '',
    one.overrides ? 'overrides' : '',
    one.abstract ? 'abstract' : '',
  ].filter(Boolean);
  const range = parameters ? ` takes ${parameters.least} to ${parameters.most ?? 'any'}` : '';
  const names = parameters?.names.length ? ` (${parameters.names.join(' ')})` : '';
  const path = container === '' ? name : `${container}/${name}`;
  return `${line} ${kind} ${path} ${signature}${range}${names}${flags.length ? ` [${flags.join(', ')}]` : ''}`.replace(
    / +/g,
    ' ',
  );
}

export function useLine(use: Use): string {
  const { name, how, on, owner, args, keywords, line, within } = use;
  const sign = how === 'plain' ? '' : how === 'member' ? '.' : '::';
  const given =
    args === null
      ? ''
      : `(${args < 0 ? '?' : args}${use.spread ? ' …' : ''}${keywords.map((one) => ` ${one}`).join('')})`;
  const asked = owner === null ? '' : ` of ${owner}`;
  return `${line} ${on ?? ''}${sign}${name}${given}${asked}${within === '' ? '' : ` in ${within}`}`;
}

export function facts(reading: SymbolReading): SymbolFacts {
  if (reading.state !== 'read') throw new Error(`left out: ${reading.reason}`);
  return reading.facts;
}

/** Definitions, imports, literals, texts, implementations and choices; uses only where they say more than a name. */
export function shown(reading: SymbolReading): string {
  const all = facts(reading);
  const imports = all.imports.map(
    (one) =>
      `${one.line} ${one.reexported ? 'export' : 'import'} ${one.original} of '${one.from}' as ${one.name}${one.conditional ? ' [conditional]' : ''}`,
  );
  const literals = all.literals.map(
    ({ line, type, fields, positional, partial, pattern }) =>
      `${line} ${pattern ? 'pattern' : 'literal'} ${type} { ${positional ?? fields.join(' ')}${partial ? ' …' : ''} }`,
  );
  const choices = all.choices.map(
    ({ line, of, cases, open, exhaustive }) =>
      `${line} choice of ${of ?? '?'}: ${cases.join(' ')}${open ? ' [open]' : ''}${exhaustive ? ' [exhaustive]' : ''}`,
  );
  const implementations = all.implementations.map(
    ({ line, type, of }) => `${line} ${type} implements ${of}`,
  );
  const uses = all.uses.filter(({ how, args }) => how !== 'plain' || args !== null).map(useLine);
  const parts = {
    definitions: all.definitions.map(definitionLine),
    imports,
    literals,
    texts: all.texts.map(({ line, of, text }) => `${line} ${of} '${text}'`),
    implementations,
    choices,
    uses,
  };
  return Object.entries(parts)
    .flatMap(([title, lines]) =>
      lines.length === 0 ? [] : [`${title}\n${lines.map((line) => `  ${line}`).join('\n')}`],
    )
    .join('\n');
}
