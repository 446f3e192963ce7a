/** Where in a file the walk is, and how that changes from a node to what is inside of it. */
import type { Node } from 'web-tree-sitter';
import type { Accessors } from './java-implied.ts';
import { joined } from './nodes.ts';

/** Where in the file the walk is. */
export interface Scope {
  /** As `Definition.container`. */
  container: string;
  /** As `Use.within`. */
  within: string;
  /** Name of the type whose member this is, for `self`, `this` and `Self`. */
  self: string | null;
  conditional: boolean;
  exported: boolean;
  /** Members here are a contract: those without a body must be given by others. */
  contract: boolean;
  /** What is thrown here is caught or handed on (Java). */
  caught?: boolean;
  /** In a type that is written for those who check types, not for what runs (Python). */
  typing?: boolean;
  /** Under a condition that holds for those who check types only (Python). */
  checked?: boolean;
  /** In a block at the top of a file: what it binds nobody outside of it sees (TypeScript, JavaScript). */
  block?: boolean;
  /** Methods that the fields of the type around have without writing them (Java). */
  accessors?: Accessors;
  /** The type that the function around says it gives. */
  result?: Node | null;
}

export const TOP: Scope = {
  container: '',
  within: '',
  self: null,
  conditional: false,
  exported: false,
  contract: false,
};

/** Inside of a definition with a body of its own. */
export function inFunction(scope: Scope, name: string): Scope {
  const within = scope.within === '' ? joined(scope.container, name) : `${scope.within}/${name}`;
  return { ...scope, within, contract: false, block: false };
}

/** Inside of a function without a name: it counts as part of the one around it. */
export function inNameless(scope: Scope): Scope {
  return scope.within === '' ? inFunction(scope, 'anonymous') : scope;
}

/** Inside of a type or module. */
export function inContainer(scope: Scope, name: string, over: Partial<Scope> = {}): Scope {
  const around = scope.within === '' ? scope.container : scope.within;
  return { ...scope, container: joined(around, name), contract: false, ...over };
}
