/** What lock files of all ecosystems have in common. */
export interface Lock {
  /** Versions that are locked, by package. */
  packages: Map<string, string[]>;
  /** What is wrong with the lock by itself, in words. */
  problems: string[];
  /** Edges that lead nowhere, in words; where a project forces versions on everybody, its tool may take them so. */
  strays: string[];
  /** Ranges that the lock answers, as `name@range`, where it says so; the tool refuses a manifest that asks for others. */
  asked: Set<string> | null;
  /** Packages of the repository with the names they need, where the lock says so. */
  owners: Map<string, Set<string>> | null;
}
