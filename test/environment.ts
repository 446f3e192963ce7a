/**
 * Jest's environment for tests, with globals that cost nothing to look at: Jest keeps them behind a proxy, so that
 * every `Array` or `Math` in a test, in Weir or in a package is a call, and loops take several times as long.
 */
import vm from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

export default class PlainEnvironment extends TestEnvironment {
  constructor(...args: ConstructorParameters<typeof TestEnvironment>) {
    const { createContext } = vm;
    // There is no option for it; for the length of this call the context is made of nothing but its own globals.
    Object.assign(vm, { createContext: () => createContext(vm.constants.DONT_CONTEXTIFY) });
    try {
      super(...args);
    } finally {
      Object.assign(vm, { createContext });
    }
  }
}
